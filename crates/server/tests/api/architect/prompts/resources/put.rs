use serde_json::json;

use super::{prompt, resources};
use crate::{flows::put, harness::Local};

#[tokio::test]
async fn a_language_gets_another_text() {
    let local = Local::start().await;
    let prompt = prompt(&local).await;
    local.admin.post(&format!("{prompt}/resources"), json!({ "language": "en-us", "ttsString": "Hi" })).await;
    let path = format!("{prompt}/resources/en-us");
    let changed = local.admin.put(&path, json!({ "language": "en-us", "text": "Hello" })).await;
    assert_eq!(changed.status, 200);
    let shown = resources(&local, &prompt).await;
    assert_eq!((&shown[0]["text"], shown[0].get("ttsString")), (&json!("Hello"), None));
    assert_eq!(put(changed.body["uploadUri"].as_str().unwrap(), "RIFF").await, 200);
    let gone = local.admin.put(&format!("{prompt}/resources/de-de"), json!({ "language": "de-de" })).await;
    assert_eq!(gone.status, 404);
}
