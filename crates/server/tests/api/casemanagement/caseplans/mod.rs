mod create;
mod dataschemas;
mod intakesettings;
mod publish;
mod stageplans;
mod versions;

use serde_json::{Value, json};

use crate::harness::Local;

/// A new plan's path.
pub async fn made(local: &Local) -> String {
    let home = local.admin.get("/api/v2/authorization/divisions/home").await.body["id"].clone();
    let intent = "00000000-0000-4000-8000-000000000001";
    let body = json!({ "name": "Refunds", "referencePrefix": "REF", "customerIntentId": intent, "divisionId": home });
    let made = local.admin.post("/api/v2/casemanagement/caseplans", body).await;
    assert!(matches!(made.status, 200 | 201), "{made:?}");
    assert_eq!((&made.body["latest"], &made.body["versionState"]), (&json!(1), &json!("Draft")));
    format!("/api/v2/casemanagement/caseplans/{}", made.body["id"].as_str().unwrap())
}

/// A new schema's id.
pub async fn schema(local: &Local) -> Value {
    let body = json!({ "jsonSchema": { "title": "refund", "type": "object", "properties": {} } });
    let made = local.admin.post("/api/v2/taskmanagement/workitems/schemas", body).await;
    assert_eq!((&made.body["name"], &made.body["version"]), (&json!("refund"), &json!(1)), "{made:?}");
    made.body["id"].clone()
}

/// A list of the plan's newest version.
pub async fn list(local: &Local, plan: &str, what: &str) -> Value {
    local.admin.get(&format!("{plan}/versions/latest/{what}")).await.body["entities"].clone()
}

/// The path of the first stage, and of its step, of the draft.
pub async fn parts(local: &Local, plan: &str) -> (String, String) {
    let stage = list(local, plan, "stageplans").await[0]["id"].as_str().unwrap().to_owned();
    let step = list(local, plan, &format!("stageplans/{stage}/stepplans")).await[0]["id"].as_str().unwrap().to_owned();
    (format!("stageplans/{stage}"), format!("stageplans/{stage}/stepplans/{step}"))
}
