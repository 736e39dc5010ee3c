//! Whether the things that a path goes through exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use postern_catalog::Catalog;
use postern_model::Id;
use postern_org::{Organization, Refusal};

use crate::{
    Act, Ask, Plan,
    ask::ME,
    plan::{plan, served, template},
    rules::shape,
};

/// Collections whose items come and go by requests: what is not in them does not exist.
static FILLED: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let fills = |act: Act| matches!(act, Act::Create | Act::Associate);
    served()
        .filter(|operation| plan(operation.id).is_some_and(|plan| fills(plan.act)))
        .map(|operation| shape(template(operation)))
        .collect()
});

/// By the shape of a path: the fixed segments that may follow it. An item of such a name could not be told from them.
static FIXED: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut fixed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in Catalog::builtin().operations() {
        let path = shape(template(operation));
        let ends = path.match_indices('/').map(|(end, _)| path.split_at(end));
        for (before, after) in ends {
            let segment = after[1..].split('/').next().unwrap_or_default();
            if segment != "{}" {
                fixed.entry(before.to_owned()).or_default().insert(segment.to_owned());
            }
        }
    }
    fixed
});

/// Refuses an id of a request that could not be an item's: one that reaches elsewhere, or that the API has another meaning for.
pub(crate) fn check_id(collection: &str, id: &str) -> Result<(), Refusal> {
    let refused = |why: &str| Err(Refusal::bad("bad.request", format!("`{id}` cannot be an id: {why}")));
    if id.is_empty() {
        return refused("it is empty");
    }
    if id.contains('/') || id.chars().any(char::is_control) {
        return refused("it holds a slash or a control character");
    }
    if matches!(id, "." | "..") || FIXED.get(&shape(collection)).is_some_and(|fixed| fixed.contains(&id.to_ascii_lowercase())) {
        return refused("in this place it is a name of the API");
    }
    Ok(())
}

/// Whether `home` has the item `id`.
pub(crate) fn holds(organization: &Organization, home: &str, id: &str) -> bool {
    match home {
        "/users" => Id::parse(id).is_some_and(|id| organization.live_user(id).is_some()),
        "/groups" => Id::parse(id).is_some_and(|id| organization.group(id).is_some()),
        home => organization.resources().get(&format!("{home}/{id}")).is_some(),
    }
}

/// The ids of a collection's items that still are what they refer to.
pub(crate) fn ids(organization: &Organization, collection: &str, refers: Option<&str>) -> BTreeSet<String> {
    let items = organization.resources().list(collection).map(|item| item.id());
    items.filter(|id| refers.is_none_or(|home| holds(organization, home, id))).map(str::to_owned).collect()
}

/// Refuses with 404 when an item that the path goes through, the last segment aside, does not exist.
pub(crate) fn check_parents(ask: &Ask<'_>, plan: &Plan, organization: &Organization) -> Result<(), Refusal> {
    let last = if plan.at.ends_with('}') { plan.at.rsplit_once('/').map_or("", |(before, _)| before) } else { plan.at.as_str() };
    let ends = last.match_indices('}').map(|(end, _)| &last[..=end]);
    ends.into_iter().try_for_each(|prefix| if exists(ask, prefix, organization) { Ok(()) } else { Err(Refusal::not_found()) })
}

/// Whether the item at a template that ends in a parameter exists. People, groups, divisions, roles and clients are known by
/// the name of the parameter, wherever it stands.
pub(crate) fn exists(ask: &Ask<'_>, prefix: &str, organization: &Organization) -> bool {
    let path = ask.fill(prefix);
    let (collection, parameter) = prefix.rsplit_once('/').unwrap_or_default();
    let id = path.rsplit('/').next().unwrap_or_default();
    let known = |kind: &str| collection.ends_with(kind);
    match parameter {
        "{userId}" | ME => Id::parse(id).is_some_and(|id| organization.live_user(id).is_some()),
        "{groupId}" if known("/groups") => Id::parse(id).is_some_and(|id| organization.group(id).is_some()),
        "{divisionId}" => id == "*" || Id::parse(id).is_some_and(|id| organization.division(id).is_some()),
        "{roleId}" if known("/roles") => Id::parse(id).is_some_and(|id| organization.role(id).is_some()),
        _ => organization.resources().get(&path).is_some() || !FILLED.contains(&shape(collection)),
    }
}
