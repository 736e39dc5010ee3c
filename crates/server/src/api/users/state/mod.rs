//! `/api/v2/users/{userId}/state`.

pub mod get;
pub mod put;

use postern_model::User;
use serde_json::{Value, json};

/// A person's state on the wire (API description: `UserState`).
fn view(user: &User) -> Value {
    let mut view = json!({ "state": user.state, "version": user.version });
    for name in ["stateChangeReason", "stateChangeDate"] {
        user.other.get(name).into_iter().for_each(|value| view[name] = value.clone());
    }
    view
}
