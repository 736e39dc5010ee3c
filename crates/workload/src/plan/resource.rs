//! What one resource of a plan asks of the API.

use postern_catalog::Catalog;

use super::document::ResourceChange;
use super::place::{Divisions, grants, places};
use super::references::Origins;
use crate::place::{Divided, divided};
use crate::provider::{self, Entry, VERSION, Verb};
use crate::{Origin, Place, Workload};

impl ResourceChange {
    /// What is done with the resource, in order. Everything that is there already is read first.
    pub(super) fn verbs(&self) -> Vec<Verb> {
        let there = !self.change.before.is_null() || self.does("no-op") || self.does("read") || self.does("forget");
        let done = [
            (Verb::Read, there),
            (Verb::Delete, self.does("delete")),
            (Verb::Create, self.does("create")),
            (Verb::Update, self.does("update")),
        ];
        done.into_iter().filter(|(_, happens)| *happens).map(|(verb, _)| verb).collect()
    }

    /// Whether an attribute is set, before or after, or may be.
    pub(super) fn may_be_set(&self, name: &str) -> bool {
        let set = |value: Option<&serde_json::Value>| match value {
            None | Some(serde_json::Value::Null | serde_json::Value::Bool(false)) => false,
            Some(serde_json::Value::Array(items)) => !items.is_empty(),
            Some(serde_json::Value::String(text)) => !text.is_empty(),
            Some(_) => true,
        };
        [&self.change.before, &self.change.after].into_iter().any(|side| set(side.get(name)))
    }
}

/// Adds what is asked for by a change of a resource, or by a data source that is read while applying.
pub(super) fn read(catalog: &Catalog, change: &ResourceChange, origins: &Origins<'_>, divisions: &Divisions, workload: &mut Workload) {
    if change.mode == "data" {
        return read_data(catalog, &change.address, &change.kind, workload);
    }
    let Some(entry) = known(&change.kind, &change.address, workload) else { return };
    // What is worked out only while applying may be set, if the configuration says anything about it.
    let is_set = |name: &str| change.may_be_set(name) || (change.is_later(name) && origins.has(name));
    for verb in change.verbs() {
        for call in entry.calls(catalog, verb, is_set) {
            let what = format!("{}, {}", change.kind, verb.name());
            let origin = Origin { at: change.address.clone(), what, seen: call.seen };
            let all = match divided(catalog, call.operation) {
                Divided::Not => vec![Place::Unsaid],
                Divided::ByTarget => places(change, verb, origins, divisions, entry.default_place()),
                Divided::ByGrant => grants(change, origins, divisions),
            };
            all.into_iter().for_each(|place| workload.need(call.operation.id, place, origin.clone()));
        }
    }
}

/// Adds what a data source asks for.
pub(super) fn read_data(catalog: &Catalog, address: &str, kind: &str, workload: &mut Workload) {
    let Some(entry) = known(&format!("data.{kind}"), address, workload) else { return };
    for call in entry.calls(catalog, Verb::Read, |_| true) {
        let origin = Origin { at: address.to_owned(), what: format!("data {kind}, read"), seen: call.seen };
        workload.need(call.operation.id, Place::Unsaid, origin);
    }
}

/// The table's line for a type; that there is none, or that it is not whole, is a gap.
pub(crate) fn known(name: &str, at: &str, workload: &mut Workload) -> Option<&'static Entry> {
    let bare = name.strip_prefix("data.").unwrap_or(name);
    match provider::entry(name) {
        _ if name == "genesyscloud_tf_export" => {
            workload.add_gap(at, "an export reads whatever the organization has, which is not looked into");
            None
        }
        None => {
            workload.add_gap(at, format!("`{bare}` is no type of the provider's version {VERSION}, the newest that is known here"));
            None
        }
        Some(entry) => {
            for operation in entry.unknown() {
                workload
                    .add_gap(at, format!("the API description has no {operation}, which the provider's documentation names for `{bare}`"));
            }
            Some(entry)
        }
    }
}
