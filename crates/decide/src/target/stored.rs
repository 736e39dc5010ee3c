//! Everything without rules of its own: the divisions of what a request names in its path, its query and its body.

use postern_catalog::{Class, Operation};
use postern_model::Reach;
use postern_org::{Organization, Part};
use postern_resources::stored_at;
use serde_json::Value;

use super::{Asking, Target, named, unread};

/// The division of what the path leads to or through, of what the request names elsewhere, and the divisions that the body
/// names. What is created without naming one will live at home (inferred, as is that a move needs both).
pub(super) fn of(organization: &Organization, operation: &Operation, asking: &Asking<'_>) -> Target {
    let says = operation.division_hints.body && operation.method != "GET";
    let mut reaches: Vec<Reach> = asking.body.filter(|_| says).into_iter().flat_map(body_divisions).collect();
    if creates(operation) && reaches.is_empty() && says {
        reaches.push(Reach::Division(organization.home()));
    }
    reaches.extend(listed(operation, asking.body));
    let unread = unread(organization, Part::Resources);
    if unread.is_some() || !organization.resources().is_empty() {
        let mut paths = stored_at(operation, asking.params).into_iter().chain(elsewhere(operation, asking)).peekable();
        if let (Some(unread), Some(_)) = (unread, paths.peek()) {
            return unread;
        }
        reaches.extend(paths.filter_map(|path| organization.resources().division_at(&path)));
    }
    named(organization, reaches.into_iter())
}

/// Lists of divisions in a body: operation and field. What is said of a division needs the permission there.
const LISTED: &[(&str, &str)] = &[
    ("post_routing_skillgroups", "memberDivisions"),
    ("post_routing_skillgroup_members_divisions", "addDivisionIds"),
    ("post_routing_skillgroup_members_divisions", "removeDivisionIds"),
];

fn listed(operation: &Operation, body: Option<&Value>) -> impl Iterator<Item = Reach> {
    let fields = LISTED.iter().filter(|(name, _)| *name == operation.name).map(|(_, field)| *field);
    let ids = fields.filter_map(move |field| body?.get(field)?.as_array()).flatten();
    ids.filter_map(|id| Reach::parse(id.as_str()?))
}

/// Whether something new comes of it, now or when its file is brought.
fn creates(operation: &Operation) -> bool {
    operation.method == "POST" && matches!(operation.class, Class::Collection | Class::CollectionLoose | Class::Transfer)
}

/// Where a request names a thing.
enum By {
    /// In a parameter of the query.
    Query(&'static str),
    /// In a field of the body.
    Body(&'static str),
    /// In the path, by the parameter at this place, but the thing may be in another collection.
    Path(usize),
}

/// What requests name elsewhere than where their path leads: operation, where, and the collection of the thing.
const NAMED: &[(&str, By, &str)] = &[
    // A deleted flow can still be read.
    ("get_flow", By::Path(0), "/flows/deleted"),
    ("post_flows_actions_checkin", By::Query("flow"), "/flows"),
    ("post_flows_actions_checkout", By::Query("flow"), "/flows"),
    ("post_flows_actions_deactivate", By::Query("flow"), "/flows"),
    ("post_flows_actions_publish", By::Query("flow"), "/flows"),
    ("post_flows_actions_revert", By::Query("flow"), "/flows"),
    ("post_flows_actions_unlock", By::Query("flow"), "/flows"),
    ("post_quality_publishedforms", By::Body("id"), "/quality/forms/evaluations"),
    ("post_quality_publishedforms_evaluations", By::Body("id"), "/quality/forms/evaluations"),
    ("post_quality_publishedforms_surveys", By::Body("id"), "/quality/forms/surveys"),
    ("post_scripts_published", By::Body("scriptId"), "/scripts"),
    ("post_taskmanagement_workitems", By::Body("typeId"), "/taskmanagement/worktypes"),
    ("post_taskmanagement_workitems", By::Body("workbinId"), "/taskmanagement/workbins"),
];

/// Names of the query parameters that name things.
pub(super) fn queried() -> impl Iterator<Item = &'static str> {
    NAMED.iter().filter_map(|(_, by, _)| match by {
        By::Query(name) => Some(*name),
        By::Body(_) | By::Path(_) => None,
    })
}

/// Where the things of [`NAMED`] that this request names are stored.
fn elsewhere(operation: &Operation, asking: &Asking<'_>) -> impl Iterator<Item = String> {
    let rows = NAMED.iter().filter(|(name, ..)| *name == operation.name);
    rows.flat_map(|(_, by, collection)| {
        let given: Vec<&str> = match by {
            By::Query(name) => asking.query.iter().filter(|(given, _)| given == name).map(|(_, value)| *value).collect(),
            By::Body(name) => asking.body.and_then(|body| body.get(name)?.as_str()).into_iter().collect(),
            By::Path(at) => asking.params.at(*at).into_iter().collect(),
        };
        let path = |id: &str| match by {
            By::Path(_) => format!("{collection}/{}", postern_catalog::route::decoded(id)),
            By::Query(_) | By::Body(_) => format!("{collection}/{id}"),
        };
        given.into_iter().map(path).collect::<Vec<_>>()
    })
}

/// `divisionId` and `division.id` of a body, or of each entity that it lists: whichever of the two its operation goes by.
fn body_divisions(body: &Value) -> impl Iterator<Item = Reach> {
    let entities = body.as_array().map_or(std::slice::from_ref(body), Vec::as_slice);
    entities.iter().flat_map(|entity| {
        let ids = [entity.get("divisionId"), entity.get("division").and_then(|division| division.get("id"))];
        ids.into_iter().filter_map(|id| Reach::parse(id?.as_str()?))
    })
}

#[cfg(test)]
mod tests {
    use postern_catalog::Catalog;

    use super::{LISTED, NAMED};

    #[test]
    fn every_row_is_an_operation_of_the_api() {
        for name in NAMED.iter().map(|(name, ..)| name).chain(LISTED.iter().map(|(name, _)| name)) {
            assert!(Catalog::builtin().operation_named(name).is_some(), "{name}");
        }
    }
}
