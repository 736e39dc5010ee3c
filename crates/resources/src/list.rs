//! The items of a collection that a request asks for, in its order.

use std::{cmp::Ordering, sync::Arc};

use postern_model::Reach;
use postern_org::{Organization, Refusal, Resource};
use serde_json::Value;

use crate::{Ask, Paging, Plan, places, scope, shipped};

/// Query parameters that choose no items.
const NO_FILTERS: [&str; 14] = [
    "pageSize",
    "pageNumber",
    "sortBy",
    "sortOrder",
    "expand",
    "after",
    "before",
    "cursor",
    "fields",
    "nextPage",
    "previousPage",
    "limit",
    "sort",
    "view",
];

/// The items of the collection that `permitted` lets the caller see and that the query asks for, in the order that the query
/// asks for: by name unless it says otherwise; by id where pages are cut by cursor, so that a cursor holds.
///
/// # Errors
///
/// 404 when what the path goes through does not exist.
pub fn select(
    ask: &Ask<'_>,
    plan: &Plan,
    organization: &Organization,
    permitted: impl Fn(Reach) -> bool,
) -> Result<Vec<Arc<Resource>>, Refusal> {
    ask.check_person(plan)?;
    match places::check_parents(ask, plan, organization) {
        Err(_) if plan.rule.orphans => return Ok(Vec::new()),
        checked => checked?,
    }
    let collection = ask.fill(&plan.at);
    let seen = |resource: &Arc<Resource>| resource.division().is_none_or(&permitted);
    let filters: Vec<Filter<'_>> = filters(ask).collect();
    let wanted = |resource: &Arc<Resource>| filters.iter().all(|filter| filter.lets_through(resource));
    let there = |resource: &Arc<Resource>| match &plan.rule.refers {
        Some(home) => places::holds(organization, home, resource.id()),
        None => true,
    };
    let gone = |resource: &Resource| plan.rule.gone.iter().any(|(name, value)| is_gone(ask, resource, name, value));
    let scope = scope::of(ask, plan, organization)?;
    let fits = |item: &Arc<Resource>| scope.holds(item) && seen(item) && wanted(item) && there(item) && !gone(item);
    let stored = organization.resources().list(&collection).filter(|item| fits(item)).map(Arc::clone);
    let mut found: Vec<Arc<Resource>> = stored.collect();
    if !plan.rule.shipped.is_empty() {
        found.extend(shipped::unchanged(plan.rule, &collection, organization).filter(fits));
        found.sort_by_cached_key(|item| item.name().unwrap_or_default().to_lowercase());
    }
    scope.narrow(&mut found);
    sort(ask, plan, &mut found);
    Ok(found)
}

/// Whether an item was deleted and is not asked for.
fn is_gone(ask: &Ask<'_>, resource: &Resource, name: &str, value: &Value) -> bool {
    resource.entity.get(name) == Some(value) && ask.query(name).is_none_or(|asked| !asked.eq_ignore_ascii_case(&plain(value)))
}

/// One query parameter that chooses items.
struct Filter<'a> {
    name: &'a str,
    values: Vec<String>,
}

fn filters<'a>(ask: &'a Ask<'_>) -> impl Iterator<Item = Filter<'a>> {
    let declared = ask.operation.query.iter().filter(|parameter| !NO_FILTERS.contains(&parameter.name));
    declared.filter_map(|parameter| {
        let given = ask.query.iter().filter(|(name, _)| *name == parameter.name);
        let values: Vec<String> = given.flat_map(|(_, value)| value.split(',')).map(|value| value.trim().to_lowercase()).collect();
        let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
        (!values.is_empty()).then_some(Filter { name: parameter.name, values })
    })
}

impl Filter<'_> {
    /// Names are found by a part of them, or by a pattern with `*` (inferred); everything else is equal to one of the values.
    /// What no field of the entity answers to chooses nothing.
    fn lets_through(&self, resource: &Resource) -> bool {
        if matches!(self.name, "name" | "nameFilter" | "nameContains" | "q") {
            let name = resource.name().unwrap_or_default().to_lowercase();
            return self.values.iter().any(|wanted| fits(wanted, &name));
        }
        let is = |value: &Value| self.values.contains(&plain(value).to_lowercase());
        let reference = |field: &str| resource.entity.get(field).and_then(|value| value.get("id"));
        let stem = self.name.strip_suffix('s').unwrap_or(self.name);
        let field = resource.entity.get(self.name).or_else(|| resource.entity.get(stem));
        match field.or_else(|| stem.strip_suffix("Id").and_then(reference)) {
            Some(Value::Array(values)) => values.iter().any(is),
            Some(value) => is(value),
            None => stem != "id" || self.values.iter().any(|value| value == resource.id()),
        }
    }
}

/// Whether a name, in lower case, is meant by `wanted`: a pattern if it holds a `*`, else a part of the name.
fn fits(wanted: &str, name: &str) -> bool {
    let parts: Vec<&str> = wanted.split('*').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return name.contains(wanted) };
    let Some(rest) = name.strip_prefix(first) else { return false };
    let found = middle.iter().try_fold(rest, |rest, part| rest.find(part).map(|at| &rest[at + part.len()..]));
    found.is_some_and(|rest| rest.ends_with(last))
}

/// A value as a query writes it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn sort(ask: &Ask<'_>, plan: &Plan, found: &mut [Arc<Resource>]) {
    if let Paging::Cursor(_) = plan.paging {
        return found.sort_by(|left, right| left.id().cmp(right.id()));
    }
    if let Some(field) = ask.query("sortBy").filter(|field| !field.eq_ignore_ascii_case("name")) {
        let field =
            |resource: &Resource| resource.entity.iter().find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, value)| value.clone());
        found.sort_by(|left, right| compare(field(left).as_ref(), field(right).as_ref()));
    }
    if ask.query("sortOrder").or_else(|| ask.query("sort")).is_some_and(|order| order.to_ascii_lowercase().starts_with("desc")) {
        found.reverse();
    }
}

/// Numbers by size, everything else as text, letter case aside.
fn compare(left: Option<&Value>, right: Option<&Value>) -> Ordering {
    match (left.and_then(Value::as_f64), right.and_then(Value::as_f64)) {
        (Some(left), Some(right)) => left.total_cmp(&right),
        _ => left.map(|value| plain(value).to_lowercase()).cmp(&right.map(|value| plain(value).to_lowercase())),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_name_is_meant_by_a_part_of_it_or_by_a_pattern() {
        for (wanted, name, meant) in [
            ("night", "the night shift", true),
            ("day", "the night shift", false),
            ("the*", "the night shift", true),
            ("*shift", "the night shift", true),
            ("*", "", true),
            ("t*n*t", "the night shift", true),
            ("night*", "the night shift", false),
            ("t*x*t", "the night shift", false),
        ] {
            assert_eq!(fits(wanted, name), meant, "{wanted} {name}");
        }
    }
}
