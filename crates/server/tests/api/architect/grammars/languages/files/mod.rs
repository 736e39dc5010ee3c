mod dtmf;
mod voice;

use serde_json::json;

use crate::{flows::put, harness::Local};

/// Brings a grammar's file of this kind.
pub async fn brings(kind: &str) {
    let local = Local::start().await;
    let grammar = local.admin.post("/api/v2/architect/grammars", json!({ "name": "cities" })).await.body;
    let languages = format!("/api/v2/architect/grammars/{}/languages", grammar["id"].as_str().unwrap());
    let about = json!({ "fileName": "cities.grxml", "fileType": "Grxml" });
    let field = format!("{kind}FileMetadata");
    let made = local.admin.post(&languages, json!({ "language": "en-us", field.clone(): about })).await;
    assert_eq!(made.status, 200, "{made:?}");
    let path = format!("{languages}/en-us");
    let expected = local.admin.post(&format!("{path}/files/{kind}"), json!({ "fileType": "grxml" })).await;
    assert_eq!(expected.status, 200, "{expected:?}");
    assert_eq!(put(expected.body["url"].as_str().unwrap(), "<grammar/>").await, 200);
    let shown = local.admin.get(&path).await.body;
    assert_eq!((&shown[&field]["fileName"], &shown[&field]["fileSizeBytes"]), (&json!("cities.grxml"), &json!(10)));
    let nowhere = local.admin.post(&format!("{languages}/de-de/files/{kind}"), json!({ "fileType": "grxml" })).await;
    assert_eq!(nowhere.outcome(), "404 not.found");
}
