use serde_json::json;

use super::super::super::{act, made, published};
use crate::harness::Local;

const NIGHT: &str = "workflow:\n  name: Night\n";

#[tokio::test]
async fn a_locked_flow_is_its_holders_to_change() {
    let local = Local::start().await;
    let flow = made(&local, NIGHT).await;
    let locked = act(&local.admin, "checkout", &flow).await;
    assert_eq!((locked.status, &locked.body["lockedClient"]["id"]), (200, &json!(local.admin.client_id)));
    // The holder may take the lock again.
    assert_eq!(act(&local.admin, "checkout", &flow).await.outcome(), "200");
    let person = local.person(local.administrator());
    assert_eq!(act(&person, "checkout", &flow).await.outcome(), "409 architect.flow.locked.by.user");
    // Publishing lets the lock go.
    assert_eq!(made(&local, NIGHT).await["lockedClient"], json!(null));
    assert_eq!(act(&person, "checkout", &flow).await.outcome(), "200");
    let job = published(&local, NIGHT).await;
    assert_eq!((&job["status"], &job["messages"][0]["text"]), (&json!("Failure"), &json!("the flow `Night` is locked by somebody else")));
}

#[tokio::test]
async fn there_is_no_lock_on_a_flow_that_is_not_there() {
    let local = Local::start().await;
    let gone = json!({ "id": "00000000-0000-0000-0000-000000000000" });
    assert_eq!(act(&local.admin, "checkout", &gone).await.outcome(), "404 architect.flow.not.found");
}
