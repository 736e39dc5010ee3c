//! Who calls a person what.

use std::sync::Arc;

use postern_model::{Id, User};

use super::{bad, live, save};
use crate::{Draft, ExternalIds, Organization, Refusal};

/// The most characters of an authority and of a key; nobody published the real bound.
pub const LONGEST_EXTERNAL_ID: usize = 256;

/// Notes that `authority` calls a person `key`; whether that was new.
///
/// # Errors
///
/// A key that somebody else has, another key of the same authority, a blank or too long one, a person who does not exist.
pub fn put_external_id(draft: &mut Draft<'_>, id: Id<User>, authority: &str, key: &str) -> Result<(Arc<User>, bool), Refusal> {
    let old = live(draft, id)?;
    let mut ids = ExternalIds::of(&old.other);
    match ids.key(authority) {
        Some(held) if held == key => return Ok((Arc::new(old), false)),
        Some(held) => {
            let text = format!("authority `{authority}` calls user `{id}` by another key already: `{held}`");
            return Err(Refusal::new(409, "general.resource.conflict", text));
        }
        None => ids.set(authority, Some(key)),
    }
    let mut user = User { version: old.version + 1, ..old.clone() };
    ids.keep(&mut user.other);
    check_free(draft, &user)?;
    Ok((save(draft, "Update", Some(&old), user), true))
}

/// Forgets that `authority` calls a person `key`.
///
/// # Errors
///
/// A person who does not exist or is not called so.
pub fn remove_external_id(draft: &mut Draft<'_>, id: Id<User>, authority: &str, key: &str) -> Result<(), Refusal> {
    let old = live(draft, id)?;
    let mut ids = ExternalIds::of(&old.other);
    if ids.key(authority) != Some(key) {
        return Err(Refusal::resource_not_found("external id", key));
    }
    ids.set(authority, None);
    let mut user = User { version: old.version + 1, ..old.clone() };
    ids.keep(&mut user.other);
    save(draft, "Update", Some(&old), user);
    Ok(())
}

/// Refuses external ids that are none, and those of somebody else.
pub(in crate::change) fn check_free(organization: &Organization, user: &User) -> Result<(), Refusal> {
    for (authority, key) in ExternalIds::of(&user.other).iter() {
        for (name, text) in [("authority", authority), ("key", key)] {
            let length = text.chars().count();
            if text.trim().is_empty() {
                return Err(bad(format!("the {name} of an external id must not be blank")));
            }
            if length > LONGEST_EXTERNAL_ID {
                return Err(bad(format!(
                    "the {name} of an external id must have at most {LONGEST_EXTERNAL_ID} characters; it has {length}"
                )));
            }
        }
        if let Some(holder) = organization.user_with_external_id(authority, key).filter(|holder| holder.id != user.id) {
            let text = format!("authority `{authority}` calls user `{}` by the key `{key}` already", holder.id);
            return Err(Refusal::new(409, "general.resource.conflict", text));
        }
    }
    Ok(())
}
