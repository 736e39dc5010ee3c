mod delete;
mod list;
mod post;

use serde_json::{Value, json};

use crate::harness::Local;

/// The address of a new team.
pub async fn team(local: &Local) -> String {
    let made = local.admin.post("/api/v2/teams", json!({ "name": "Night" })).await;
    assert_eq!(made.outcome(), "200", "{}", made.message());
    format!("/api/v2/teams/{}", made.body["id"].as_str().unwrap())
}

/// Puts people into the team and answers what the service said.
pub async fn join(local: &Local, team: &str, people: &[&Value]) -> Value {
    let ids: Vec<&Value> = people.iter().map(|person| &person["id"]).collect();
    let reply = local.admin.post(&format!("{team}/members"), json!({ "memberIds": ids })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

/// The names of those in the team.
pub async fn names(local: &Local, team: &str) -> Vec<String> {
    let reply = local.admin.get(&format!("{team}/members")).await;
    let mut names: Vec<String> = crate::users::names(&reply.body["entities"]).into_iter().map(str::to_owned).collect();
    names.sort();
    names
}
