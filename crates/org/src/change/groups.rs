//! Groups: creating, editing and deleting them, and who is in them.

mod members;

use std::sync::Arc;

use postern_model::{Group, Id, User};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    difference, grants,
    users::{check_name, check_version},
};
use crate::{Draft, Organization, Refusal};

pub(super) use members::set_members;
pub use members::{MOST_AT_ONCE, MembersUpdate, add_members, remove_members};

/// A group to create (API description: `GroupCreate`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGroup {
    /// Unique, letter case aside.
    pub name: String,
    /// `official` or `social`.
    pub r#type: String,
    /// Everything that can be edited later too.
    #[serde(flatten)]
    pub rest: GroupChanges,
}

/// What to alter of a group (API description: `GroupUpdate`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupChanges {
    /// The version it is meant for.
    pub version: Option<u64>,
    /// A new name.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// `public`, `owners` (on update also spelt `ownerIds`) or `members`.
    pub visibility: Option<String>,
    /// Whether membership rules are shown.
    pub rules_visible: Option<bool>,
    /// Whether the group may hold roles.
    pub roles_enabled: Option<bool>,
    /// Ids of owners; blank ones count for none.
    pub owner_ids: Option<Vec<String>>,
    /// Read only here: a group is deleted by deleting it.
    pub state: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Members of the body that are only read.
const READ_ONLY: [&str; 4] = ["id", "selfUri", "memberCount", "dateModified"];

/// Creates a group.
///
/// # Errors
///
/// A taken name, a name that is none, an owner who does not exist.
pub fn create(draft: &mut Draft<'_>, new: NewGroup) -> Result<Arc<Group>, Refusal> {
    check_name(&new.name, "bad.request")?;
    if draft.group_named(&new.name).is_some() {
        return Err(Refusal::bad("group.name.in.use", format!("the group name `{}` is in use", new.name)));
    }
    let blank = Group {
        id: draft.fresh_id(),
        name: new.name,
        description: String::new(),
        r#type: new.r#type,
        visibility: String::new(),
        rules_visible: false,
        roles_enabled: false,
        owners: Vec::new(),
        version: 1,
        date_modified: draft.now(),
        other: Map::new(),
    };
    let group = edited(draft, blank, new.rest, "bad.request")?;
    Ok(save(draft, "Create", None, group))
}

/// Edits a group. Although it is a PUT, what is left out or `null` stays; an empty list empties (Terraform provider).
///
/// # Errors
///
/// A stale version, a taken name, an owner who does not exist, a group that does not exist.
pub fn put(draft: &mut Draft<'_>, id: Id<Group>, changes: GroupChanges) -> Result<Arc<Group>, Refusal> {
    let old = found(draft, id)?;
    check_version(changes.version, old.version)?;
    if let Some(state) = changes.state.as_ref().filter(|state| *state != "active") {
        return Err(bad(format!("a group cannot become `{state}` by an edit; delete it instead")));
    }
    if let Some(name) = &changes.name {
        check_name(name, "general.bad.request")?;
        if draft.group_named(name).is_some_and(|other| other.id != id) {
            return Err(Refusal::bad("general.conflict", format!("the group name `{name}` is in use")));
        }
    }
    let group = edited(draft, old.clone(), changes, "general.bad.request")?;
    Ok(save(draft, "Update", Some(&old), touched(draft, group)))
}

/// Deletes a group with its memberships and grants.
///
/// # Errors
///
/// A group that does not exist.
pub fn remove(draft: &mut Draft<'_>, id: Id<Group>) -> Result<(), Refusal> {
    let group = found(draft, id)?;
    let members: Vec<User> = draft.members(id).cloned().collect();
    for mut user in members {
        user.groups.retain(|group| *group != id);
        draft.put_user(user);
    }
    grants::drop_subject(draft, id.uuid());
    draft.log("Groups", "Delete", ("Group", &id.to_string(), &group.name), Vec::new());
    draft.remove_group(id);
    Ok(())
}

/// The altered group. `code` is what bad input is refused with.
fn edited(organization: &Organization, mut group: Group, changes: GroupChanges, code: &'static str) -> Result<Group, Refusal> {
    if let Some(ids) = changes.owner_ids {
        group.owners = owners(organization, &ids, code)?;
    }
    group.name = changes.name.unwrap_or(group.name);
    group.description = changes.description.unwrap_or(group.description);
    if let Some(spelt) = changes.visibility {
        group.visibility = visibility(&spelt)?.to_owned();
    }
    group.rules_visible = changes.rules_visible.unwrap_or(group.rules_visible);
    group.roles_enabled = changes.roles_enabled.unwrap_or(group.roles_enabled);
    let kept = |(name, value): &(String, Value)| !value.is_null() && !READ_ONLY.contains(&name.as_str());
    group.other.extend(changes.other.into_iter().filter(kept));
    Ok(group)
}

/// The word that answers use. On update `owners` is declared as `ownerIds`, but the Terraform provider sends `owners`.
fn visibility(spelt: &str) -> Result<&'static str, Refusal> {
    match spelt {
        "public" => Ok("public"),
        "owners" | "ownerIds" => Ok("owners"),
        "members" => Ok("members"),
        _ => {
            let text = format!("Value [{spelt}] is not valid for field type [string]. Allowable values are: public, owners, members");
            Err(Refusal::bad("invalid.value", text))
        }
    }
}

fn owners(organization: &Organization, ids: &[String], code: &'static str) -> Result<Vec<Id<User>>, Refusal> {
    let mut owners = Vec::with_capacity(ids.len());
    for id in ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        let owner = Id::parse(id).filter(|id| organization.live_user(*id).is_some());
        let owner = owner.ok_or_else(|| Refusal::bad(code, format!("owner `{id}` is not a user")))?;
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    Ok(owners)
}

pub(super) fn found(organization: &Organization, id: Id<Group>) -> Result<Group, Refusal> {
    organization.group(id).cloned().ok_or_else(|| Refusal::resource_not_found("group", &id.to_string()))
}

/// The group, written now.
fn touched(draft: &Draft<'_>, group: Group) -> Group {
    Group { version: group.version + 1, date_modified: draft.now(), ..group }
}

/// Writes a group and the audit event of it.
fn save(draft: &mut Draft<'_>, action: &str, old: Option<&Group>, group: Group) -> Arc<Group> {
    draft.log("Groups", action, ("Group", &group.id.to_string(), &group.name), difference::of(old, &group));
    draft.put_group(group)
}

fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad("general.bad.request", message)
}
