//! Explicit members of groups.

use std::{collections::BTreeSet, sync::Arc};

use postern_model::{Group, Id, User, audit::PropertyChange};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{bad, found, touched};
use crate::{
    Draft, Refusal,
    change::{difference, users::check_version},
};

/// The most people added or removed in one request (Terraform provider).
pub const MOST_AT_ONCE: usize = 50;

/// People to add (API description: `GroupMembersUpdate`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MembersUpdate {
    /// Their ids.
    pub member_ids: Option<Vec<String>>,
    /// The version of the group it is meant for, if that matters.
    pub version: Option<u64>,
}

/// Adds people to a group. Who is in it already stays.
///
/// # Errors
///
/// Too many at once, a stale version, somebody who does not exist, a group that does not exist.
pub fn add_members(draft: &mut Draft<'_>, id: Id<Group>, update: MembersUpdate) -> Result<(), Refusal> {
    let group = found(draft, id)?;
    let ids = update.member_ids.unwrap_or_default();
    check_number(&ids)?;
    check_version(update.version, group.version)?;
    let mut people = Vec::with_capacity(ids.len());
    for id in &ids {
        let user = Id::parse(id).and_then(|id| draft.live_user(id)).cloned();
        people.push(user.ok_or_else(|| Refusal::bad("general.resource.not.found", format!("user `{id}` was not found")))?);
    }
    let mut added = Vec::new();
    for mut user in people {
        // A person named twice is added once.
        let inside = draft.live_user(user.id).is_some_and(|user| user.groups.contains(&id));
        if !inside {
            added.push(user.id);
            user.groups.push(id);
            draft.put_user(user);
        }
    }
    note(draft, &group.clone(), group, &[], &added);
    Ok(())
}

/// Takes people out of a group. Who is not in it is passed over.
///
/// # Errors
///
/// Too many at once, a group that does not exist.
pub fn remove_members(draft: &mut Draft<'_>, id: Id<Group>, ids: &[&str]) -> Result<(), Refusal> {
    let group = found(draft, id)?;
    check_number(ids)?;
    let mut removed = Vec::new();
    for member in ids.iter().filter_map(|id| Id::parse(id)) {
        let Some(mut user) = draft.live_user(member).filter(|user| user.groups.contains(&id)).cloned() else { continue };
        removed.push(member);
        user.groups.retain(|group| *group != id);
        draft.put_user(user);
    }
    note(draft, &group.clone(), group, &removed, &[]);
    Ok(())
}

fn check_number<T>(ids: &[T]) -> Result<(), Refusal> {
    let number = ids.len();
    if number > MOST_AT_ONCE { Err(bad(format!("at most {MOST_AT_ONCE} members at a time; there are {number}"))) } else { Ok(()) }
}

/// Makes `wanted` the explicit members of `group`, which is `old` with other edits.
pub(in crate::change) fn set_members(draft: &mut Draft<'_>, old: &Group, group: Group, wanted: &BTreeSet<Id<User>>) -> Arc<Group> {
    let held: BTreeSet<Id<User>> = draft.members(old.id).map(|user| user.id).collect();
    let gone: Vec<Id<User>> = held.difference(wanted).copied().collect();
    let come: Vec<Id<User>> = wanted.difference(&held).copied().collect();
    for id in gone.iter().chain(&come) {
        let Some(mut user) = draft.live_user(*id).cloned() else { continue };
        user.groups.retain(|group| *group != old.id);
        user.groups.extend(wanted.contains(id).then_some(old.id));
        draft.put_user(user);
    }
    note(draft, old, group, &gone, &come)
}

/// Gives the group a new version and logs what was edited and who came and went, if anything did.
fn note(draft: &mut Draft<'_>, old: &Group, group: Group, gone: &[Id<User>], come: &[Id<User>]) -> Arc<Group> {
    if *old == group && gone.is_empty() && come.is_empty() {
        return Arc::new(group);
    }
    let mut changes = difference::of(Some(old), &group);
    if !gone.is_empty() || !come.is_empty() {
        let values = |ids: &[Id<User>]| ids.iter().map(|id| json!(id)).collect::<Vec<Value>>();
        changes.push(PropertyChange { property: "members".to_owned(), old_values: values(gone), new_values: values(come) });
    }
    draft.log("Groups", "Update", ("Group", &group.id.to_string(), &group.name), changes);
    let group = touched(draft, group);
    draft.put_group(group)
}
