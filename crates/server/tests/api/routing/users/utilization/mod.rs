mod get;
mod put;

use serde_json::{Value, json};

/// The address of a person's utilization.
pub fn at(user: &Value) -> String {
    format!("/api/v2/routing/users/{}/utilization", user["id"].as_str().unwrap())
}

/// So many calls at once.
pub fn calls(most: u64) -> Value {
    json!({ "utilization": { "call": { "maximumCapacity": most, "includeNonAcd": false } } })
}
