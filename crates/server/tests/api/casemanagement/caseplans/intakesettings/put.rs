use serde_json::json;

use super::super::{list, made};
use crate::harness::Local;

#[tokio::test]
async fn what_is_asked_for_is_replaced() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let asked = json!([{ "property": "note_text", "required": true, "displayOrder": 1 }]);
    let reply = local.admin.put(&format!("{plan}/intakesettings"), json!({ "intakeSettings": asked })).await;
    assert_eq!((reply.status, &reply.body["entities"]), (200, &asked));
    assert_eq!(list(&local, &plan, "intakesettings").await, asked);
    assert_eq!(local.admin.put(&format!("{plan}/intakesettings"), json!({})).await.body["entities"], json!([]));
}
