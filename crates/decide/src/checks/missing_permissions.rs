//! 403 `missing.permissions` (ALL) and `missing.any.permissions` (ANY): the caller does not hold what the operation's
//! row in the catalogue lists. Which of the two codes goes with which list is inferred from their wording.
//!
//! An operation whose permissions no source states is let through in the server, where its own answer is 501, and is
//! *unknown* elsewhere only if nothing else refuses it first; see [`crate::Missing::Permissions`].

use postern_catalog::{Catalog, Need, Operation};
use postern_model::{PermissionId, Subject};
use postern_org::Organization;

use crate::{Missing, Outcome, Question, Reason, asked::Asked};

pub(crate) fn check(question: &Asked<'_>) -> Outcome {
    let (Some(operation), Some(subject)) = (question.operation, question.subject()) else { return Outcome::DidNotApply };
    match operation.need {
        Need::None => return Outcome::DidNotApply,
        Need::Unknown => return Outcome::Unknown(Missing::Permissions(operation.id)),
        Need::Any | Need::All => {}
    }
    if let Some(part) = unread(question, subject) {
        return Outcome::Unknown(Missing::Part(part));
    }
    let held = question.held(subject);
    if satisfied(operation, |permission| held.anywhere.contains(permission)) || overridden(question.catalog, question.organization, subject)
    {
        return Outcome::Passed;
    }
    Outcome::Refused(match operation.need {
        Need::All => Reason::MissingPermissions(operation.id),
        _ => Reason::MissingAnyPermissions(operation.id),
    })
}

/// Whether the operation's list is satisfied by what `holds` says.
#[inline]
pub(crate) fn satisfied(operation: &Operation, holds: impl Fn(PermissionId) -> bool) -> bool {
    let mut permissions = operation.permissions.iter().copied();
    match operation.need {
        Need::All => permissions.all(holds),
        _ => permissions.any(holds),
    }
}

/// Whether bare `admin` stands in for everything (setting `permissions.admin-overrides-all`, not established).
pub(crate) fn overridden(catalog: &Catalog, organization: &Organization, subject: Subject) -> bool {
    organization.profile().settings.permissions_admin_overrides_all
        && catalog.permission_id("admin").is_some_and(|admin| organization.holds(subject, admin))
}

/// The first part that the answer needs and the snapshot lacks.
pub(crate) fn unread(question: &Question<'_>, subject: Subject) -> Option<postern_org::Part> {
    use postern_model::SubjectKind;
    use postern_org::Part;
    let inherited = subject.kind == SubjectKind::User;
    [(Part::Roles, true), (Part::Grants, true), (Part::Users, inherited), (Part::Groups, inherited)]
        .into_iter()
        .find(|(part, needed)| *needed && question.organization.unknown(*part).is_some())
        .map(|(part, _)| part)
}
