use serde_json::json;

use super::super::super::{act, made};
use crate::harness::Local;

#[tokio::test]
async fn a_lock_is_taken_off_whoever_holds_it() {
    let local = Local::start().await;
    let flow = made(&local, "workflow:\n  name: Night\n").await;
    let person = local.person(local.administrator());
    assert_eq!(act(&person, "checkout", &flow).await.body["lockedUser"]["name"], json!("Administrator"));
    let open = act(&local.admin, "unlock", &flow).await;
    assert_eq!((open.status, open.body.get("lockedUser")), (200, None));
    assert_eq!(act(&local.admin, "checkout", &flow).await.outcome(), "200");
}
