//! What the caller must hold for what a resource alters. The operations ask for any one permission of a list, and each
//! permission is for a part of the resource: who may only assign skills must not rename people or give them roles.

use postern_model::{Division, Id, Reach, Subject, User};

use crate::{Draft, Refusal};

/// Refuses unless the caller holds `permission` in `division`; anywhere, if the permission is not one of divisions. The
/// operator may do everything.
pub(super) fn check(draft: &Draft<'_>, permission: &str, division: Id<Division>) -> Result<(), Refusal> {
    let aware = draft.catalog.permission_id(permission).is_some_and(|id| draft.catalog.permission(id).division_aware);
    if !aware {
        return check_anywhere(draft, permission);
    }
    let may = |caller| draft.may(draft.catalog, caller, permission, Reach::Division(division));
    if caller(draft).is_none_or(may) { Ok(()) } else { Err(missing(permission)) }
}

/// Refuses unless the caller holds `permission` in some division.
pub(super) fn check_anywhere(draft: &Draft<'_>, permission: &str) -> Result<(), Refusal> {
    let may = |caller| draft.divisions().any(|division| draft.may(draft.catalog, caller, permission, Reach::Division(division.id)));
    if caller(draft).is_none_or(may) { Ok(()) } else { Err(missing(permission)) }
}

fn caller(draft: &Draft<'_>) -> Option<Subject> {
    draft.circumstances.actor.and_then(|actor| actor.subject())
}

fn missing(permission: &str) -> Refusal {
    let text = format!("Unable to perform the requested action. You are missing the following permission(s): [{permission}]");
    Refusal::new(403, "missing.permissions", text)
}

/// Members of a person that need a permission of their own, with that permission.
const ASSIGNED: [(&str, &str); 2] = [("skills", "routing:skill:assign"), ("languages", "routing:language:assign")];

/// Checks the caller for everything that differs between `old` and `new`. `whole` is what the operation asks for the person
/// as such.
pub(super) fn check_changes(draft: &Draft<'_>, old: Option<&User>, new: &User, whole: &str) -> Result<(), Refusal> {
    for (member, permission) in ASSIGNED {
        if old.and_then(|old| old.other.get(member)) != new.other.get(member) {
            check(draft, permission, new.division)?;
        }
    }
    let Some(old) = old else { return check(draft, whole, new.division) };
    if bare(old) != bare(new) {
        check(draft, whole, old.division)?;
        check(draft, whole, new.division)?;
    }
    Ok(())
}

/// The person without what needs a permission of its own.
fn bare(user: &User) -> User {
    let mut user = user.clone();
    ASSIGNED.iter().for_each(|(member, _)| drop(user.other.remove(*member)));
    user
}
