//! `/api/v2/routing/users/{userId}/utilization`: how much a person takes on at once. Who has no utilization of his own has that
//! of the organization, and the level says whose it is.

pub mod get;
pub mod put;

use postern_model::{Id, User};
use postern_org::Organization;
use serde_json::{Map, Value, json};

/// Where the organization's own is kept: a singleton.
const OF_ALL: &str = "/routing/utilization/";

/// Where a person's own is kept.
fn path(user: Id<User>) -> String {
    format!("/routing/users/{user}/utilization/")
}

/// The model's `AgentMaxUtilizationResponse`.
fn view(organization: &Organization, user: Id<User>) -> Value {
    let kept = |path: &str| organization.resources().get(path).map(|kept| kept.entity.clone());
    let own = kept(&path(user));
    let level = if own.is_some() { "Agent" } else { "Organization" };
    let mut shown: Map<String, Value> = own.or_else(|| kept(OF_ALL)).unwrap_or_default();
    shown.insert("level".to_owned(), json!(level));
    Value::Object(shown)
}
