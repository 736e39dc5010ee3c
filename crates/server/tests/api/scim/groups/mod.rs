mod get;
mod list;
mod patch;
mod put;

use serde_json::{Value, json};

use super::{V2, made};
use crate::{groups, harness::Local};

/// A group made in the directory, as SCIM shows it.
pub async fn group(local: &Local, name: &str) -> Value {
    let made = groups::made(local, name).await;
    let reply = local.admin.get(&format!("{V2}/groups/{}", made["id"].as_str().unwrap())).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

/// A group with these people, each made.
pub async fn with(local: &Local, name: &str, people: &[&str]) -> (Value, Vec<Value>) {
    let (group, mut made_ones) = (group(local, name).await, Vec::new());
    for person in people {
        made_ones.push(made(local, person).await);
    }
    let members: Vec<Value> = made_ones.iter().map(|person| json!({ "value": person["id"] })).collect();
    let group = super::patched(&local.admin, &group, json!([{ "op": "add", "path": "members", "value": members }])).await;
    (group, made_ones)
}

/// The ids of a group's members.
pub fn members(group: &Value) -> Vec<&str> {
    group["members"].as_array().map(|members| members.iter().filter_map(|member| member["value"].as_str()).collect()).unwrap_or_default()
}

/// The ids of people, in order.
pub fn ids<'p>(people: &[&'p Value]) -> Vec<&'p str> {
    let mut ids: Vec<&str> = people.iter().filter_map(|person| person["id"].as_str()).collect();
    ids.sort_unstable();
    ids
}
