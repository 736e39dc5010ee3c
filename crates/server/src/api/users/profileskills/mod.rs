//! `/api/v2/users/{userId}/profileskills`.

pub mod get;
pub mod put;

use postern_model::User;
use serde_json::{Value, json};

fn skills(user: &User) -> Value {
    user.other.get("profileSkills").cloned().unwrap_or_else(|| json!([]))
}
