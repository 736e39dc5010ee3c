//! A Terraform plan, as `terraform show -json` prints it: what its resources ask of the API, what it does to identity
//! resources, and what it does beside them.

mod attribute;
mod document;
mod identity;
mod identity_read;
mod place;
mod references;
mod resource;

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use serde_json::Value;

use crate::effects::{Effect, SECRETS, SideEffect, of_resource};
use crate::provider::START;
use crate::{Origin, Place, Problem, Workload, problem};
pub use attribute::{Attribute, Reference};
use document::ResourceChange;
pub use identity::*;
use references::Origins;
pub(crate) use resource::known;

/// Why a provider with an alias is a gap.
pub(crate) const ANOTHER_CLIENT: &str = "this provider has an alias: resources may run as another client, which is not told apart";

/// Reads a plan: what planning it again and applying it asks of the API.
///
/// # Errors
/// When the text is no plan.
pub fn read(catalog: &Catalog, text: &str) -> Result<Workload, Vec<Problem>> {
    let plan: Value = serde_json::from_str(text).map_err(|error| vec![problem::json("a plan", &error)])?;
    if plan.get("format_version").is_none_or(|version| !version.is_string()) {
        let problem = Problem::new("this is JSON, but not a plan").with("print the plan with `terraform show -json`");
        return Err(vec![problem]);
    }
    Ok(read_value(catalog, &plan))
}

/// Reads a plan that was parsed before.
pub fn read_value(catalog: &Catalog, plan: &Value) -> Workload {
    let mut workload = Workload::default();
    if plan.get("errored") == Some(&Value::Bool(true)) {
        workload.add_gap("plan", "planning failed, so the plan is not whole");
    }
    let deferred = plan.get("deferred_changes").and_then(Value::as_array).is_some_and(|deferred| !deferred.is_empty());
    if plan.get("complete") == Some(&Value::Bool(false)) || deferred {
        workload.add_gap("plan", "it is not complete: more is planned after the apply");
    }
    let configuration = plan.get("configuration").unwrap_or(&Value::Null);
    let divisions = place::Divisions::of(plan);
    let mut ours = false;
    for (index, change) in changes(plan).enumerate() {
        match change {
            Ok(change) if change.is_ours() => {
                ours = true;
                resource::read(catalog, &change, &Origins::new(configuration, &change), &divisions, &mut workload);
            }
            Ok(_) => {}
            Err(_) => workload.add_gap(format!("resource_changes[{index}]"), "a change that cannot be read"),
        }
    }
    for (address, kind) in data_sources(plan) {
        ours = true;
        resource::read_data(catalog, &address, &kind, &mut workload);
    }
    for (key, _) in providers(plan).filter(|(_, provider)| provider.get("alias").is_some()) {
        workload.add_gap(format!("provider {key}"), ANOTHER_CLIENT);
    }
    for address in programs(configuration) {
        workload.add_gap(&address, format!("`{address}` runs a program, which is not looked into"));
    }
    if ours {
        for operation in START.iter().filter_map(|name| catalog.operation_named(name)) {
            let origin = Origin { at: "provider".to_owned(), what: "start".to_owned(), seen: true };
            workload.need(operation.id, Place::Unsaid, origin);
        }
    }
    workload
}

/// What a plan does to identity resources, in the plan's order. What is only refreshed, imported or forgotten is left out,
/// and so is what cannot be read: [`read`] names it.
pub fn identity_changes(plan: &Value) -> Vec<PlannedChange> {
    let configuration = plan.get("configuration").unwrap_or(&Value::Null);
    let ours = changes(plan).filter_map(Result::ok).filter(|change| change.is_ours() && change.mode != "data");
    ours.filter_map(|change| identity_read::change(&change, &Origins::new(configuration, &change))).collect()
}

/// What applying a plan does beside its resources.
pub fn side_effects(plan: &Value) -> Vec<SideEffect> {
    let mut found = BTreeSet::new();
    for change in changes(plan).filter_map(Result::ok).filter(|change| change.is_ours() && change.mode != "data") {
        for verb in change.verbs() {
            for effect in of_resource(&change.kind, verb, |name| change.may_be_set(name)) {
                found.insert(SideEffect { at: change.address.clone(), resource: change.address.clone(), effect });
            }
        }
    }
    for (key, provider) in providers(plan) {
        let constant = |name: &str| provider.get("expressions")?.get(name)?.get("constant_value");
        let debug = provider.get("expressions").is_some_and(|given| given.get("sdk_debug").is_some());
        let said = |name: &&str| constant(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        let effects = [
            (Effect::BodiesInLog, debug && constant("sdk_debug") != Some(&Value::Bool(false))),
            (Effect::SecretInConfiguration, SECRETS.iter().any(said)),
        ];
        for (effect, _) in effects.into_iter().filter(|(_, happens)| *happens) {
            found.insert(SideEffect { at: format!("provider {key}"), resource: "provider".to_owned(), effect });
        }
    }
    found.into_iter().collect()
}

/// The configurations of the provider for Genesys Cloud, by their keys.
fn providers(plan: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let all = plan.get("configuration").and_then(|configuration| configuration.get("provider_config")?.as_object());
    let ours = |provider: &Value| provider.get("name").and_then(Value::as_str) == Some("genesyscloud");
    all.into_iter().flatten().filter(move |(_, provider)| ours(provider))
}

fn changes(plan: &Value) -> impl Iterator<Item = Result<ResourceChange, serde_json::Error>> {
    let listed = plan.get("resource_changes").and_then(Value::as_array).into_iter().flatten();
    listed.map(|change| serde_json::from_value(change.clone()))
}

/// The resources that run programs, by their addresses without indexes.
fn programs(configuration: &Value) -> Vec<String> {
    fn walk(module: &Value, path: &str, into: &mut Vec<String>) {
        for resource in module.get("resources").and_then(Value::as_array).into_iter().flatten() {
            let kinds = resource.get("provisioners").and_then(Value::as_array).into_iter().flatten();
            let mut kinds = kinds.filter_map(|provisioner| provisioner.get("type")?.as_str());
            if kinds.any(|kind| kind.ends_with("-exec")) {
                into.push(format!("{path}{}", resource.get("address").and_then(Value::as_str).unwrap_or_default()));
            }
        }
        for (name, call) in module.get("module_calls").and_then(Value::as_object).into_iter().flatten() {
            walk(call.get("module").unwrap_or(&Value::Null), &format!("{path}module.{name}."), into);
        }
    }
    let mut found = Vec::new();
    walk(configuration.get("root_module").unwrap_or(&Value::Null), "", &mut found);
    found
}

/// The data sources that were read while planning, by address and type.
fn data_sources(plan: &Value) -> Vec<(String, String)> {
    fn walk(module: &Value, into: &mut Vec<(String, String)>) {
        let list = |name: &str| module.get(name).and_then(Value::as_array).into_iter().flatten();
        for resource in list("resources") {
            let text = |name: &str| resource.get(name).and_then(Value::as_str).unwrap_or_default();
            if text("mode") == "data" && text("type").starts_with("genesyscloud_") {
                into.push((text("address").to_owned(), text("type").to_owned()));
            }
        }
        list("child_modules").for_each(|child| walk(child, into));
    }
    let mut found = Vec::new();
    if let Some(root) = plan.get("prior_state").and_then(|state| state.get("values")?.get("root_module")) {
        walk(root, &mut found);
    }
    found
}
