//! The caller holds the permission, in another division.

use postern_decide::Reason;
use postern_model::{PermissionId, settings::Evidence::Specified};

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "wrong-division", title: "the permission is held in another division only", evidence: Specified, decided: true, look };

const CODES: [&str; 5] = [
    "missing.division.permission",
    "missing.any.division.permissions",
    "missing.division.permissions",
    "missing.division.permission.implied",
    "bulk.move.no.permission.division",
];

fn look(case: &Case<'_>) -> Option<Finding> {
    let place = match case.reason() {
        Some(Reason::MissingDivisionPermission { division, .. } | Reason::MissingAnyDivisionPermissions { division, .. }) => {
            Some(*division)
        }
        _ => None,
    };
    let likelihood = graded(place.is_some(), case.seen.has_code(&CODES), false, false)?;
    let held = |id: &PermissionId| {
        let subject = case.asked.subject().zip(case.place);
        subject.is_none_or(|(subject, place)| place.organization.holds(subject, *id))
    };
    let named = case.reason().map(|reason| reason.permissions(case.catalog)).unwrap_or_default();
    let named: Vec<&str> = named.into_iter().filter(held).map(|id| case.catalog.permission(id).name).collect();
    let named = if named.is_empty() { case.seen.permissions() } else { named };
    let named = if named.is_empty() { "the permission".to_owned() } else { named.join(" or ") };
    let known = case.place.zip(place).and_then(|(place, id)| place.organization.division(id));
    let place = known.map_or_else(|| "the division of what is touched".to_owned(), |division| format!("division `{}`", division.name));
    Finding::new(
        likelihood,
        format!("the caller holds {named} somewhere, but not in {place}"),
        "`division` of what the call touches, and `GET /api/v2/authorization/divisionspermitted/paged/me?permission=…` with the same \
         token: the division is not among them",
        if case.place.is_some() {
            "give the role in that division too, or move the thing into a division the caller has"
        } else {
            "give the role in that division too, or move the thing into a division the caller has; with `--org` and `--client` the \
             smallest change is worked out"
        },
    )
}
