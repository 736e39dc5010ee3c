//! People: creating, editing, deleting softly and restoring them.

mod checks;
mod contacts;
mod external_ids;
mod password;
mod patch;
mod single;
mod state;

use std::sync::Arc;

use postern_model::{Grant, Id, Reach, Subject, SubjectKind, User, UserState, grant::SubjectGrants};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::contacts::written;
use super::difference;
use crate::{Draft, Organization, Refusal};

pub use checks::LONGEST_NAME;
pub(super) use checks::{check_email, check_email_free, check_name, check_version};
pub(super) use external_ids::check_free as check_external_ids_free;
pub use external_ids::{LONGEST_EXTERNAL_ID, put_external_id, remove_external_id};
pub use password::{change_password, set_password};
pub(super) use patch::manager;
pub use patch::{Reference, UserChanges, patch};
pub use single::{AutoAnswer, MOST_AT_ONCE, bulk, invite, put_profile_skills};
pub use state::{StateChange, put_state, remove};
pub(super) use state::{in_state, verb};

/// A person to create (API description: `CreateUser`).
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewUser {
    /// Display name.
    pub name: String,
    /// Unique among live people, letter case aside.
    pub email: String,
    /// Where the person will live; home when absent.
    pub division_id: Option<String>,
    /// `active` when absent.
    pub state: Option<UserState>,
    /// A password for the platform's own login.
    pub password: Option<String>,
    /// `title`, `department`, `addresses`.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Creates a person, who is given the role `employee` in the home division.
///
/// # Errors
///
/// A taken e-mail address, an unknown division, a password against the rules, a name or address that is none.
pub fn create(draft: &mut Draft<'_>, new: NewUser) -> Result<Arc<User>, Refusal> {
    check_name(&new.name, "general.bad.request")?;
    check_email(&new.email)?;
    check_email_free(draft, &new.email)?;
    if let Some(password) = &new.password {
        password::check(draft, password).map_err(|broken| Refusal::bad("invalid.password", broken.message))?;
    }
    let state = new.state.unwrap_or(UserState::Active);
    if state == UserState::Deleted {
        return Err(bad("a person cannot be created in the state `deleted`"));
    }
    let user = User {
        id: draft.fresh_id(),
        name: new.name,
        email: new.email,
        state,
        version: 1,
        division: division(draft, new.division_id.as_deref())?,
        groups: Vec::new(),
        manager: None,
        tokens_from: None,
        last_token: None,
        last_login: None,
        other: written(new.other),
    };
    grant_employee(draft, user.id);
    if let Some(new) = &new.password {
        password::put(draft, user.id, new);
    }
    Ok(save(draft, "Create", None, user))
}

/// Writes a person and the audit event of it.
pub(super) fn save(draft: &mut Draft<'_>, action: &str, old: Option<&User>, mut user: User) -> Arc<User> {
    user.other.insert("dateModified".to_owned(), json!(draft.now()));
    draft.log("Directory", action, ("User", &user.id.to_string(), &user.name), difference::of(old, &user));
    draft.put_user(user)
}

/// Everybody has the role `employee` (help centre), a new person in the home division (Terraform provider).
pub(super) fn grant_employee(draft: &mut Draft<'_>, user: Id<User>) {
    let (home, made) = (draft.home(), draft.now());
    let Some(role) = draft.default_role("employee").map(|role| role.id) else { return };
    let subject = Subject { kind: SubjectKind::User, id: user.uuid() };
    draft.put_grants(SubjectGrants { subject, grants: vec![Grant { role, division: Reach::Division(home), made }] });
}

/// The person in any state, to alter.
fn found(organization: &Organization, id: Id<User>) -> Result<User, Refusal> {
    organization.user(id).cloned().ok_or_else(|| missing(id))
}

/// The person, unless deleted.
fn live(organization: &Organization, id: Id<User>) -> Result<User, Refusal> {
    organization.live_user(id).cloned().ok_or_else(|| missing(id))
}

fn missing(id: Id<User>) -> Refusal {
    Refusal::resource_not_found("user", &id.to_string())
}

fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad("general.bad.request", message)
}

/// The division with this id; home when there is none.
fn division(organization: &Organization, id: Option<&str>) -> Result<Id<postern_model::Division>, Refusal> {
    let Some(text) = id.filter(|text| !text.is_empty()) else { return Ok(organization.home()) };
    let known = Id::parse(text).filter(|id| organization.division(*id).is_some());
    known.ok_or_else(|| bad(format!("division `{text}` does not exist")))
}

#[cfg(test)]
mod tests;
