//! Editing a person. What is left out stays.

use std::sync::Arc;

use postern_model::{Group, Id, User, UserState};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    bad,
    checks::{check_email, check_email_free, check_name, check_version},
    contacts::written,
    found, missing, save, state,
};
use crate::{Draft, Organization, Refusal};

/// Members of the body that are only read.
const READ_ONLY: [&str; 3] = ["id", "selfUri", "primaryContactInfo"];

/// What to alter of a person (API description: `UpdateUser`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserChanges {
    /// The version it is meant for.
    pub version: Option<u64>,
    /// A new state; nothing else can change with it (API description).
    pub state: Option<UserState>,
    /// Display name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The manager's id; empty: no manager.
    pub manager: Option<String>,
    /// The groups the person is an explicit member of.
    pub groups: Option<Vec<Reference>>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Something by its id.
#[derive(Clone, Debug, Deserialize)]
pub struct Reference {
    /// The id.
    pub id: String,
}

/// Edits a person, or restores a deleted one.
///
/// # Errors
///
/// A missing or stale version, a taken e-mail address, an unknown manager or group, a deleted person unless restored.
pub fn patch(draft: &mut Draft<'_>, id: Id<User>, changes: UserChanges) -> Result<Arc<User>, Refusal> {
    let old = found(draft, id)?;
    let state = changes.state.unwrap_or(old.state);
    if old.state == UserState::Deleted && state == UserState::Deleted {
        return Err(missing(id));
    }
    if changes.version.is_none() {
        return Err(Refusal::bad("constraint.validation", "version must not be null"));
    }
    check_version(changes.version, old.version)?;
    let edited = edited(draft, &old, changes)?;
    if state == old.state {
        return Ok(save(draft, "Update", Some(&old), User { version: old.version + 1, ..edited }));
    }
    if edited != old {
        return Err(bad("`state` changes alone: send the other changes in a request of their own"));
    }
    state::change_state(draft, &old, state, None)
}

/// The person with everything but the state altered.
fn edited(organization: &Organization, old: &User, changes: UserChanges) -> Result<User, Refusal> {
    let mut user = old.clone();
    if let Some(name) = changes.name {
        check_name(&name, "general.bad.request")?;
        user.name = name;
    }
    if let Some(email) = changes.email.filter(|email| *email != old.email) {
        check_email(&email)?;
        if !email.to_lowercase().eq(&old.email.to_lowercase()) {
            check_email_free(organization, &email)?;
        }
        user.email = email;
    }
    if let Some(manager) = changes.manager {
        user.manager = self::manager(organization, old.id, &manager)?;
    }
    if let Some(groups) = changes.groups {
        user.groups = self::groups(organization, &groups)?;
    }
    let other = changes.other.into_iter().filter(|(name, _)| !READ_ONLY.contains(&name.as_str()));
    user.other.extend(written(other.collect()));
    Ok(user)
}

/// The person with this id as the manager of `own`; nobody, if there is none.
pub(in crate::change) fn manager(organization: &Organization, own: Id<User>, id: &str) -> Result<Option<Id<User>>, Refusal> {
    if id.is_empty() {
        return Ok(None);
    }
    match Id::parse(id).filter(|id| organization.live_user(*id).is_some()) {
        Some(manager) if manager == own => Err(bad("nobody can be their own manager")),
        Some(manager) => Ok(Some(manager)),
        None => Err(bad(format!("manager `{id}` does not exist"))),
    }
}

fn groups(organization: &Organization, references: &[Reference]) -> Result<Vec<Id<Group>>, Refusal> {
    let mut groups = Vec::with_capacity(references.len());
    for Reference { id } in references {
        let group = Id::parse(id).filter(|id| organization.group(*id).is_some());
        let group = group.ok_or_else(|| bad(format!("group `{id}` does not exist")))?;
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    Ok(groups)
}
