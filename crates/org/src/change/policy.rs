//! The organization's own policy for who comes in.

use postern_model::EntryPolicy;
use serde_json::{Map, Value};

use super::difference;
use crate::{Draft, Organization, Refusal};

/// Replaces the policy.
///
/// # Errors
///
/// Somebody or something that it names does not exist, or a client stands in it twice or without an owner or a purpose:
/// each could be a slip that shuts out, or lets in, the wrong one.
pub fn put(draft: &mut Draft<'_>, policy: EntryPolicy) -> Result<(), Refusal> {
    check(draft, &policy)?;
    write(draft, Some(policy))
}

/// Removes the policy.
///
/// # Errors
///
/// There is none.
pub fn remove(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    if draft.profile().policy.is_none() {
        return Err(Refusal::not_found());
    }
    write(draft, None)
}

fn write(draft: &mut Draft<'_>, policy: Option<EntryPolicy>) -> Result<(), Refusal> {
    let mut profile = draft.profile().clone();
    let changes = difference::between(&members(profile.policy.as_ref()), &members(policy.as_ref()));
    profile.policy = policy;
    let id = profile.id.to_string();
    draft.put_profile(profile)?;
    draft.log("Organization", "Update", ("PosternPolicy", &id, ""), changes);
    Ok(())
}

fn members(policy: Option<&EntryPolicy>) -> Map<String, Value> {
    match serde_json::to_value(policy) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn check(organization: &Organization, policy: &EntryPolicy) -> Result<(), Refusal> {
    let bad = |text: String| Err(Refusal::bad("bad.request", text));
    if let Some(id) = policy.break_glass.iter().find(|id| organization.live_user(**id).is_none()) {
        return bad(format!("`breakGlass`: user `{id}` does not exist"));
    }
    let listed = policy.clients.as_deref().unwrap_or_default();
    for (at, client) in listed.iter().enumerate() {
        let id = client.id;
        if organization.client(id).is_none() {
            return bad(format!("`clients`: client `{id}` does not exist"));
        }
        if listed[..at].iter().any(|before| before.id == id) {
            return bad(format!("`clients`: client `{id}` is listed twice"));
        }
        for (field, text) in [("owner", &client.owner), ("purpose", &client.purpose)] {
            if text.trim().is_empty() {
                return bad(format!("`clients`: `{field}` of client `{id}` must not be blank"));
            }
        }
    }
    Ok(())
}
