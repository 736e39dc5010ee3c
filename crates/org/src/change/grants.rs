//! Changes of grants. A grant is (subject, role, reach); making one that exists and removing one that does not are no
//! change. These functions do not ask whether the caller may: [`check_divisions`] does, and the operations on grants call
//! it first. What grants come along with (a new person's `employee`, a client's `roleDivisions`) is checked elsewhere.

use std::collections::BTreeSet;

use postern_model::{Division, Grant, Id, Reach, Role, Subject, SubjectKind, audit::PropertyChange, grant::SubjectGrants};
use serde_json::Value;
use uuid::Uuid;

use crate::{Draft, Refusal};

/// Gives `subject` every grant of `wanted` that it does not hold itself yet.
pub fn add_grants(draft: &mut Draft<'_>, subject: Subject, wanted: &[(Id<Role>, Reach)]) -> Result<(), Refusal> {
    let mut pairs = own_pairs(draft, subject.id);
    pairs.extend_from_slice(wanted);
    replace_grants(draft, subject, &pairs)
}

/// Takes the grants of `unwanted` from `subject`. Only its own: what comes through a group stays. Roles and divisions
/// that do not exist are refused, as the official Terraform provider reports of the real service.
pub fn remove_grants(draft: &mut Draft<'_>, subject: Subject, unwanted: &[(Id<Role>, Reach)]) -> Result<(), Refusal> {
    unwanted.iter().try_for_each(|pair| check_exists(draft, *pair))?;
    let kept: Vec<_> = own_pairs(draft, subject.id).into_iter().filter(|pair| !unwanted.contains(pair)).collect();
    keep(draft, subject, &kept);
    Ok(())
}

/// Makes `wanted` the subject's own grants. A grant that it held already keeps its date.
pub fn replace_grants(draft: &mut Draft<'_>, subject: Subject, wanted: &[(Id<Role>, Reach)]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    let wanted: Vec<_> = wanted.iter().copied().filter(|pair| seen.insert(*pair)).collect();
    let held: BTreeSet<_> = own_pairs(draft, subject.id).into_iter().collect();
    let new = wanted.iter().filter(|pair| !held.contains(*pair));
    new.clone().try_for_each(|pair| check_exists(draft, *pair))?;
    if new.clone().next().is_some() {
        check_holder(draft, subject)?;
        check_limit(draft, wanted.len())?;
    }
    keep(draft, subject, &wanted);
    Ok(())
}

/// Removes everything that a subject about to be deleted holds.
pub fn drop_subject(draft: &mut Draft<'_>, id: Uuid) {
    if let Some(held) = draft.grants(id) {
        let subject = held.subject;
        keep(draft, subject, &[]);
    }
}

/// Removes every grant of a role about to be deleted.
pub fn drop_role(draft: &mut Draft<'_>, role: Id<Role>) {
    drop_where(draft, |grant| grant.role == role);
}

/// Removes every grant in a division about to be deleted. Grants in `*` stay.
pub fn drop_division(draft: &mut Draft<'_>, division: Id<Division>) {
    drop_where(draft, |grant| grant.division == Reach::Division(division));
}

fn drop_where(draft: &mut Draft<'_>, unwanted: impl Fn(&Grant) -> bool) {
    let mut holders: Vec<Subject> = draft.all_grants().filter(|held| held.grants.iter().any(&unwanted)).map(|held| held.subject).collect();
    holders.sort_unstable();
    for subject in holders {
        let kept: Vec<_> =
            draft.grants(subject.id).map_or(&[][..], |held| &held.grants).iter().filter(|grant| !unwanted(grant)).map(pair).collect();
        keep(draft, subject, &kept);
    }
}

/// Whether the caller may make (`authorization:grant:add`) or remove (`authorization:grant:delete`) grants in all of
/// `reaches`: asked only where the organization's role settings say that grants are division-aware, and never of the
/// operator. A grant in `*` needs the permission in `*`.
pub fn check_divisions(draft: &Draft<'_>, permission: &str, reaches: impl IntoIterator<Item = Reach>) -> Result<(), Refusal> {
    let caller = draft.circumstances.actor.and_then(|actor| actor.subject());
    let (true, Some(caller)) = (draft.profile().roles.authorization_grant_division_aware, caller) else { return Ok(()) };
    let lacking: BTreeSet<String> =
        reaches.into_iter().filter(|reach| !draft.may(draft.catalog, caller, permission, *reach)).map(|reach| reach.to_string()).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let divisions: Vec<String> = lacking.into_iter().collect();
    let text = format!(
        "Unable to perform the requested action. You are missing the following permission(s): [{permission}] in the following division(s): [{}]",
        divisions.join(", ")
    );
    Err(Refusal::new(403, "missing.division.permissions", text))
}

/// Whether the caller may make `wanted` the subject's own grants: add what is new, remove what goes.
pub fn check_replacement(draft: &Draft<'_>, subject: Subject, wanted: &[(Id<Role>, Reach)]) -> Result<(), Refusal> {
    let held = own_pairs(draft, subject.id);
    let missing_from = |pairs: &[(Id<Role>, Reach)], other: &[(Id<Role>, Reach)]| -> Vec<Reach> {
        pairs.iter().filter(|pair| !other.contains(pair)).map(|(_, reach)| *reach).collect()
    };
    check_divisions(draft, "authorization:grant:add", missing_from(wanted, &held))?;
    check_divisions(draft, "authorization:grant:delete", missing_from(&held, wanted))
}

/// A subject's own grants as pairs.
pub fn own_pairs(draft: &Draft<'_>, subject: Uuid) -> Vec<(Id<Role>, Reach)> {
    draft.grants(subject).map_or(&[][..], |held| &held.grants).iter().map(pair).collect()
}

fn pair(grant: &Grant) -> (Id<Role>, Reach) {
    (grant.role, grant.division)
}

fn check_exists(draft: &Draft<'_>, (role, reach): (Id<Role>, Reach)) -> Result<(), Refusal> {
    if draft.role(role).is_none() {
        return Err(Refusal::new(404, "not.found", format!("role `{role}` was not found")));
    }
    match reach {
        Reach::Division(division) if draft.division(division).is_none() => {
            Err(Refusal::new(404, "not.found", format!("division `{division}` was not found")))
        }
        _ => Ok(()),
    }
}

fn check_holder(draft: &Draft<'_>, subject: Subject) -> Result<(), Refusal> {
    match draft.group(Id::new(subject.id)) {
        Some(group) if subject.kind == SubjectKind::Group && !group.roles_enabled => {
            Err(Refusal::bad("bad.request", format!("group `{}` cannot hold roles: its rolesEnabled is false", group.name)))
        }
        _ => Ok(()),
    }
}

fn check_limit(draft: &Draft<'_>, count: usize) -> Result<(), Refusal> {
    let limit = draft.profile().settings.limits_grants_per_subject as usize;
    if limit == 0 || count <= limit {
        return Ok(());
    }
    let text = format!("a subject can hold at most {limit} grants; this would make {count}");
    Err(Refusal::bad("max.role.assignments.exceeded", text))
}

/// Makes `pairs` the subject's own grants and logs what that changes, if anything.
fn keep(draft: &mut Draft<'_>, subject: Subject, pairs: &[(Id<Role>, Reach)]) {
    let old = draft.grants(subject.id).map(|held| held.grants.clone()).unwrap_or_default();
    let made = draft.now();
    let grants: Vec<Grant> = pairs
        .iter()
        .map(|wanted| {
            old.iter().find(|grant| pair(grant) == *wanted).copied().unwrap_or(Grant { role: wanted.0, division: wanted.1, made })
        })
        .collect();
    if grants == old {
        return;
    }
    let gone = described(old.iter().filter(|grant| !grants.contains(grant)));
    let new = described(grants.iter().filter(|grant| !old.contains(grant)));
    draft.put_grants(SubjectGrants { subject, grants });
    let name = draft.subject_name(subject).unwrap_or_default().to_owned();
    let change = PropertyChange { property: "grants".to_owned(), old_values: gone, new_values: new };
    draft.log("PeoplePermissions", "Update", ("AuthorizationSubject", &subject.id.to_string(), &name), vec![change]);
}

/// Grants as the log shows them: `role id:division id`.
fn described<'g>(grants: impl Iterator<Item = &'g Grant>) -> Vec<Value> {
    grants.map(|grant| Value::from(format!("{}:{}", grant.role, grant.division))).collect()
}

#[cfg(test)]
mod tests;
