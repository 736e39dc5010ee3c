//! The permission does not exist in this organization, so no role can have it.

use postern_model::settings::Evidence::SeenInClients;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause = Cause {
    name: "permission-not-in-organization",
    title: "the permission does not exist in this organization",
    evidence: SeenInClients,
    decided: false,
    look,
};

fn look(case: &Case<'_>) -> Option<Finding> {
    let of_reason = case.reason().map(|reason| reason.permissions(case.catalog)).unwrap_or_default();
    let of_reason: Vec<&str> = of_reason.into_iter().map(|id| case.catalog.permission(id).name).collect();
    let wanted = if of_reason.is_empty() { case.seen.permissions() } else { of_reason };
    let known = case.evidence().and_then(|evidence| evidence.permissions.known());
    let absent: Vec<&str> = match known {
        Some(known) => wanted.iter().filter(|name| **name != "admin" && !known.iter().any(|has| has == *name)).copied().collect(),
        None => Vec::new(),
    };
    let every = case.seen.has_code(&["missing.permissions"]);
    let none_left = !absent.is_empty() && (every || absent.len() == wanted.iter().filter(|name| **name != "admin").count());
    let unheard = known.is_none() && wanted.iter().any(|name| case.catalog.permission_id(name).is_none());
    let likelihood = graded(false, none_left, !absent.is_empty(), unheard)?;
    let why = match absent.as_slice() {
        [] => "no operation that is publicly described names this permission".to_owned(),
        absent => {
            format!("the organization has no {}: which permissions there are depends on its products and licences", absent.join(", "))
        }
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/authorization/permissions?queryType=permission&query=…` (needs no permission): it is not listed",
        "no role can bring it: ask for the product or licence that does, or leave the call out",
    )
}
