use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn people_are_off_queue_at_first() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.get(&format!("{}/routingstatus", at(&ada))).await;
    assert_eq!(reply.body, json!({ "userId": ada["id"], "status": "OFF_QUEUE" }));
    let missing = local.admin.get("/api/v2/users/00000000-0000-4000-8000-000000000000/routingstatus").await;
    assert_eq!(missing.outcome(), "404 not.found");
}
