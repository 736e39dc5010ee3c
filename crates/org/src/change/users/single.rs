//! Edits of one property, of one person or of several.

use std::sync::Arc;

use postern_model::{Id, User};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{live, save};
use crate::{Draft, Refusal};

/// The most people edited in one request; nobody published the real number.
pub const MOST_AT_ONCE: usize = 50;

/// One line of a bulk edit (API description: `PatchUser`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AutoAnswer {
    /// The person.
    pub id: Option<String>,
    /// Whether conversations are answered by themselves.
    pub acd_auto_answer: Option<bool>,
}

/// Edits several people; all or none.
///
/// # Errors
///
/// Too many at once, a person who does not exist.
pub fn bulk(draft: &mut Draft<'_>, lines: Vec<AutoAnswer>) -> Result<Vec<Arc<User>>, Refusal> {
    if lines.len() > MOST_AT_ONCE {
        return Err(Refusal::bad("max.directory.users", format!("at most {MOST_AT_ONCE} users at a time; there are {}", lines.len())));
    }
    let edit = |line: AutoAnswer| {
        let id = line.id.unwrap_or_default();
        let user = Id::parse(&id).and_then(|id| draft.live_user(id));
        let old = user.cloned().ok_or_else(|| Refusal::bad("bad.request", format!("user `{id}` does not exist")))?;
        let value = line.acd_auto_answer.map(|answer| ("acdAutoAnswer", json!(answer)));
        Ok(with_member(draft, &old, value))
    };
    lines.into_iter().map(edit).collect()
}

/// Replaces a person's profile skills.
///
/// # Errors
///
/// A person who does not exist.
pub fn put_profile_skills(draft: &mut Draft<'_>, id: Id<User>, skills: &[String]) -> Result<Arc<User>, Refusal> {
    let old = live(draft, id)?;
    Ok(with_member(draft, &old, Some(("profileSkills", json!(skills)))))
}

/// Notes that a person was sent a welcome. Nothing is sent.
///
/// # Errors
///
/// A person who does not exist.
pub fn invite(draft: &mut Draft<'_>, id: Id<User>) -> Result<(), Refusal> {
    let (old, now) = (live(draft, id)?, draft.now());
    with_member(draft, &old, Some(("dateWelcomeSent", json!(now))));
    Ok(())
}

fn with_member(draft: &mut Draft<'_>, old: &User, member: Option<(&str, Value)>) -> Arc<User> {
    let mut user = User { version: old.version + 1, ..old.clone() };
    user.other.extend(member.map(|(name, value)| (name.to_owned(), value)));
    save(draft, "Update", Some(old), user)
}
