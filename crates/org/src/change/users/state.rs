//! Active, inactive, deleted.

use std::sync::Arc;

use postern_model::{Id, User, UserState, settings::Standing};
use serde::Deserialize;
use serde_json::json;

use super::{
    bad, check_external_ids_free,
    checks::{check_email_free, check_version},
    found, live, save,
};
use crate::{
    Draft, Refusal,
    change::{grants, sign_in::over},
};

/// A state to set, and why (API description: `UserState`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StateChange {
    /// The new state.
    pub state: Option<UserState>,
    /// The version it is meant for, if that matters.
    pub version: Option<u64>,
    /// `Voluntary`, `Seasonal`, …
    pub state_change_reason: Option<String>,
}

/// Sets a person's state, whatever it was.
///
/// # Errors
///
/// A stale version, no state, an e-mail address that somebody else took meanwhile, a person who never existed.
pub fn put_state(draft: &mut Draft<'_>, id: Id<User>, change: StateChange) -> Result<Arc<User>, Refusal> {
    let old = found(draft, id)?;
    check_version(change.version, old.version)?;
    let state = change.state.ok_or_else(|| bad("`state` must not be null"))?;
    change_state(draft, &old, state, change.state_change_reason)
}

/// Deletes a person softly.
///
/// # Errors
///
/// A person who does not exist or is deleted already.
pub fn remove(draft: &mut Draft<'_>, id: Id<User>) -> Result<(), Refusal> {
    let old = live(draft, id)?;
    change_state(draft, &old, UserState::Deleted, None).map(drop)
}

/// Whoever is switched off signs in anew when switched on again (inferred), unless tokens outlive that switch
/// (`users.inactive-tokens`).
pub(super) fn change_state(draft: &mut Draft<'_>, old: &User, state: UserState, reason: Option<String>) -> Result<Arc<User>, Refusal> {
    let user = in_state(draft, User { version: old.version + 1, ..old.clone() }, state, reason)?;
    Ok(save(draft, verb(old.state, state), Some(old), user))
}

/// The person in another state. Deleting takes away every grant and membership and moves the person to the home division;
/// restoring gives none of them back, not even the role `employee` (help centre).
pub(in crate::change) fn in_state(
    draft: &mut Draft<'_>,
    mut user: User,
    state: UserState,
    reason: Option<String>,
) -> Result<User, Refusal> {
    if user.state == UserState::Deleted && state != UserState::Deleted {
        check_email_free(draft, &user.email)?;
        check_external_ids_free(draft, &user)?;
    }
    user.state = state;
    if state == UserState::Deleted {
        user.groups.clear();
        user.division = draft.home();
        grants::drop_subject(draft, user.id.uuid());
        over::of_deleted(draft, user.id);
    }
    if state == UserState::Inactive && draft.profile().settings.users_inactive_tokens == Standing::Refuse {
        over::of_person(draft, user.id);
    }
    user.other.remove("stateChangeReason");
    user.other.extend(reason.map(|reason| ("stateChangeReason".to_owned(), json!(reason))));
    user.other.insert("stateChangeDate".to_owned(), json!(draft.now()));
    Ok(user)
}

/// What the audit trail calls a change between two states.
pub(in crate::change) fn verb(old: UserState, new: UserState) -> &'static str {
    match (old, new) {
        (_, UserState::Deleted) => "Delete",
        (UserState::Deleted, _) => "Restore",
        _ => "Update",
    }
}
