use serde_json::json;

use super::{prompt, resources};
use crate::{flows::put, harness::Local};

#[tokio::test]
async fn a_recording_goes_where_the_answer_says() {
    let local = Local::start().await;
    let prompt = prompt(&local).await;
    let made = local.admin.post(&format!("{prompt}/resources"), json!({ "language": "en-us", "ttsString": "Hi" })).await;
    assert_eq!((made.status, &made.body["id"]), (200, &json!("en-us")));
    assert_eq!(resources(&local, &prompt).await[0]["ttsString"], "Hi");
    assert_eq!(put(made.body["uploadUri"].as_str().unwrap(), "RIFF").await, 200);
    assert_eq!(resources(&local, &prompt).await[0]["uploadStatus"], "transcoded");
}

#[tokio::test]
async fn a_language_stands_once() {
    let local = Local::start().await;
    let prompt = prompt(&local).await;
    let path = format!("{prompt}/resources");
    assert_eq!(local.admin.post(&path, json!({ "language": "en-us" })).await.status, 200);
    assert_eq!(local.admin.post(&path, json!({ "language": "en-us" })).await.status, 409);
}
