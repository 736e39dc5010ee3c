use serde_json::{Value, json};

use super::super::{made, parts};
use crate::harness::Local;

#[tokio::test]
async fn a_draft_leaves_the_published_version_as_it_was() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let early = local.admin.post(&format!("{plan}/versions"), Value::Null).await;
    assert_eq!(early.outcome(), "400 bad.request");
    local.admin.post(&format!("{plan}/publish"), Value::Null).await;
    let draft = local.admin.post(&format!("{plan}/versions"), Value::Null).await;
    assert_eq!((draft.status, &draft.body["latest"], &draft.body["published"]), (202, &json!(2), &json!(1)));
    let (stage, _) = parts(&local, &plan).await;
    let before = local.admin.get(&format!("{plan}/versions/1/{stage}")).await.body["name"].clone();
    local.admin.patch(&format!("{plan}/{stage}"), json!({ "name": "Check" })).await;
    assert_eq!(local.admin.get(&format!("{plan}/versions/1/{stage}")).await.body["name"], before);
    assert_eq!(local.admin.get(&format!("{plan}/versions/2/{stage}")).await.body["name"], "Check");
}
