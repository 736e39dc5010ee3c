//! 403 `missing.division.permission` and `missing.any.division.permissions`: held, but not in the target's division.
//! Only division-aware permissions are looked at per division; for the others a grant anywhere suffices (API
//! description; which permissions are aware is inferred from the operations that name them).

use postern_catalog::{Catalog, Need, Operation};
use postern_model::{Division, Id, PermissionId, Reach, Subject};
use postern_org::{Effective, Organization};

use super::missing_permissions::{overridden, satisfied, unread};
use crate::{Missing, Outcome, Reason, Target, asked::Asked};

pub(crate) fn check(question: &Asked<'_>) -> Outcome {
    let (Some(operation), Some(subject)) = (question.operation, question.subject()) else { return Outcome::DidNotApply };
    if !matches!(operation.need, Need::Any | Need::All) {
        return Outcome::DidNotApply;
    }
    let divisions = match &question.target {
        Target::None => return Outcome::DidNotApply,
        Target::Unknown(part) => return wherever(question, subject, operation).unwrap_or(Outcome::Unknown(Missing::Part(*part))),
        known => known.divisions(),
    };
    if let Some(part) = unread(question, subject) {
        return Outcome::Unknown(Missing::Part(part));
    }
    let (catalog, organization) = (question.catalog, question.organization);
    let refused = match divisions {
        [one] => refusal(catalog, operation, question.held(subject), *one),
        several => {
            several.iter().find_map(|division| refusal(catalog, operation, &organization.effective(subject, Some(*division)), *division))
        }
    };
    match refused {
        Some(reason) if !overridden(catalog, organization, subject) => Outcome::Refused(reason),
        _ => Outcome::Passed,
    }
}

/// Whether `subject` may do `operation` to what lives in `division`: what listings are filtered by.
pub(crate) fn permitted_in(
    catalog: &Catalog,
    organization: &Organization,
    operation: &Operation,
    subject: Subject,
    division: Id<Division>,
) -> bool {
    !matches!(operation.need, Need::Any | Need::All)
        || refusal(catalog, operation, &organization.effective(subject, Some(division)), division).is_none()
        || overridden(catalog, organization, subject)
}

/// Passed, where the permissions are held in every division, or no division matters for them.
fn wherever(question: &Asked<'_>, subject: Subject, operation: &Operation) -> Option<Outcome> {
    if unread(question, subject).is_some() {
        return None;
    }
    let anywhere = question.organization.effective(subject, None).anywhere;
    let everywhere = |permission| question.organization.holds_at(subject, permission, Reach::All);
    let suffices = |permission| match question.catalog.permission(permission).division_aware {
        true => everywhere(permission),
        false => anywhere.contains(permission),
    };
    satisfied(operation, suffices).then_some(Outcome::Passed)
}

pub(crate) fn refusal(catalog: &Catalog, operation: &Operation, held: &Effective, division: Id<Division>) -> Option<Reason> {
    let holds = |permission: PermissionId| match catalog.permission(permission).division_aware {
        true => held.here.contains(permission),
        false => held.anywhere.contains(permission),
    };
    if satisfied(operation, holds) {
        return None;
    }
    Some(match (operation.need, operation.permissions) {
        (Need::Any, [_, _, ..]) => Reason::MissingAnyDivisionPermissions { operation: operation.id, division },
        (_, permissions) => {
            let permission = permissions.iter().copied().find(|permission| !holds(*permission))?;
            Reason::MissingDivisionPermission { permission, division }
        }
    })
}
