//! Which items of a collection a view shows, and to what a new item belongs.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use postern_org::{Organization, Refusal, Resource};
use serde_json::{Map, Value, json};

use crate::{Ask, Plan, places, plan::template, rules::Rule};

/// What a view shows of a collection.
pub(crate) struct Scope<'a> {
    rule: &'a Rule,
    owner: Option<(&'a str, Cow<'a, str>)>,
    shared: Option<(&'a str, Value)>,
    latest: Option<&'a str>,
}

/// The scope of a listing.
///
/// # Errors
///
/// 404 where what the path goes through does not exist.
pub(crate) fn of<'a>(ask: &Ask<'a>, plan: &'a Plan, organization: &Organization) -> Result<Scope<'a>, Refusal> {
    check_owner(ask, plan, organization)?;
    let through = ask.through();
    let shared = match &plan.view.same {
        Some(field) => {
            let item = organization.resources().get(&format!("{}/{through}", ask.fill(&plan.at))).ok_or_else(Refusal::not_found)?;
            Some((field.as_str(), item.entity.get(field).cloned().unwrap_or_default()))
        }
        None => None,
    };
    // Listings of what has versions take a flag for the newest alone: `onlyLatestPerContext`, `onlyLatestEnabledPerContext`.
    let flags = ask.operation.query.iter().map(|parameter| parameter.name).filter(|name| name.starts_with("onlyLatest"));
    let flagged = flags.into_iter().any(|name| ask.query(name) == Some("true"));
    Ok(Scope {
        rule: plan.view,
        owner: plan.view.own.as_deref().map(|field| (field, through)),
        shared,
        latest: plan.view.latest.as_deref().or(flagged.then_some("contextId")),
    })
}

impl Scope<'_> {
    /// Whether the view shows this item.
    pub(crate) fn holds(&self, item: &Resource) -> bool {
        let refers = |field: &str, id: &str| item.entity.get(field).and_then(|value| value.get("id")).and_then(Value::as_str) == Some(id);
        has(&self.rule.only, item)
            && self.owner.as_ref().is_none_or(|(field, id)| refers(field, id))
            && self.shared.as_ref().is_none_or(|(field, value)| item.entity.get(*field).unwrap_or(&Value::Null) == value)
    }

    /// Leaves the newest of those that belong together, and puts versions in their order.
    pub(crate) fn narrow(&self, found: &mut Vec<Arc<Resource>>) {
        if let Some(field) = self.latest {
            let mut newest: BTreeMap<String, u64> = BTreeMap::new();
            let group = |item: &Resource| item.entity.get(field).map_or_else(|| item.path.clone(), Value::to_string);
            for item in found.iter() {
                let newest = newest.entry(group(item)).or_default();
                *newest = (*newest).max(item.created);
            }
            found.retain(|item| newest.get(&group(item)) == Some(&item.created));
        }
        if self.shared.is_some() {
            found.sort_by_key(|item| item.created);
        }
    }
}

/// Whether an item has all these values; a missing field counts as `false`.
pub(crate) fn has(values: &Map<String, Value>, item: &Resource) -> bool {
    values.iter().all(|(name, value)| item.entity.get(name).unwrap_or(&Value::Bool(false)) == value)
}

/// Refuses with 404 where the owner of a view's items does not exist.
pub(crate) fn check_owner(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Result<(), Refusal> {
    let here = template(ask.operation);
    match here.rfind('}') {
        Some(end) if plan.view.own.is_some() && !places::exists(ask, &here[..=end], organization) => Err(Refusal::not_found()),
        _ => Ok(()),
    }
}

/// Names the owner in a new item, where the view has one.
pub(crate) fn owned(ask: &Ask<'_>, plan: &Plan, entity: &mut Map<String, Value>) {
    if let Some(owner) = &plan.view.own {
        entity.insert(owner.clone(), json!({ "id": ask.through() }));
    }
}
