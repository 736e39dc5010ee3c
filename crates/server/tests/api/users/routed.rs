//! Skills and languages of a person: kept below him, written one by one or several at once.

use serde_json::{Value, json};

use super::{at, made, names};
use crate::harness::Local;

async fn skill(local: &Local, name: &str) -> Value {
    let reply = local.admin.post("/api/v2/routing/skills", json!({ "name": name })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"]), ("200", &json!("active")), "{}", reply.message());
    reply.body["id"].clone()
}

#[tokio::test]
async fn several_skills_are_added_at_once_and_replaced_at_once() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let (java, go) = (skill(&local, "Java").await, skill(&local, "Go").await);
    let path = format!("{}/routingskills", at(&ada));
    let written = local.admin.patch(&format!("{path}/bulk"), json!([{ "id": java, "proficiency": 4.5 }])).await;
    assert_eq!((written.outcome().as_str(), names(&written.body["entities"])), ("200", vec!["Java"]));
    local.admin.patch(&format!("{path}/bulk"), json!([{ "id": go, "proficiency": 1 }])).await;
    let listed = local.admin.get(&path).await.body;
    assert_eq!((listed["total"].as_u64(), &listed["entities"][0]["state"]), (Some(2), &json!("active")));
    let replaced = local.admin.put(&format!("{path}/bulk"), json!([{ "id": go, "proficiency": 2 }])).await;
    assert_eq!((replaced.outcome().as_str(), &replaced.body["entities"][0]["proficiency"]), ("200", &json!(2)));
    assert_eq!(local.admin.get(&path).await.body["total"], 1);
    let unknown = json!([{ "id": "11111111-1111-1111-1111-111111111111", "proficiency": 2 }]);
    assert_eq!(local.admin.patch(&format!("{path}/bulk"), unknown).await.status, 404);
}

#[tokio::test]
async fn what_a_person_can_do_is_shown_with_the_person_until_it_is_gone() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let java = skill(&local, "Java").await;
    let shown = async || local.admin.get(&format!("{}?expand=skills,languages", at(&ada))).await.body;
    local.admin.post(&format!("{}/routingskills", at(&ada)), json!({ "id": java, "proficiency": 3 })).await;
    assert_eq!(shown().await["skills"], json!([{ "id": java, "name": "Java", "proficiency": 3, "state": "active" }]));
    assert_eq!(shown().await["languages"], json!([]));
    assert_eq!(local.admin.delete(&format!("/api/v2/routing/skills/{}", java.as_str().unwrap())).await.status, 200);
    assert_eq!(shown().await["skills"], json!([]));
}

#[tokio::test]
async fn everybody_has_a_voicemail_policy_while_he_is_there() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let path = format!("/api/v2/voicemail/userpolicies/{}", ada["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.body["enabled"], true);
    let patched = local.admin.patch(&path, json!({ "alertTimeoutSeconds": 55, "pin": "1234" })).await;
    assert_eq!((&patched.body["alertTimeoutSeconds"], patched.body.get("pin")), (&json!(55), None));
    assert_eq!(local.admin.get(&path).await.body["alertTimeoutSeconds"], 55);
    local.admin.delete(&at(&ada)).await;
    assert_eq!(local.admin.get(&path).await.status, 404);
}
