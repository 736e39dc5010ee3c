use serde_json::{Value, json};

use super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn the_draft_is_published() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let published = local.admin.post(&format!("{plan}/publish"), Value::Null).await;
    assert_eq!((published.status, &published.body["published"], &published.body["versionState"]), (200, &json!(1), &json!("Published")));
    let again = local.admin.post(&format!("{plan}/publish"), Value::Null).await;
    assert_eq!(again.body["datePublished"], published.body["datePublished"]);
}
