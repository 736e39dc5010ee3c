use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn the_timeout_of_a_new_organization_is_off_and_anyone_may_read_it() {
    let local = Local::start().await;
    let reply = local.caller(&["routing:queue:view"], Reach::All).await.get("/api/v2/tokens/timeout").await;
    assert_eq!(
        (reply.outcome().as_str(), reply.body),
        ("200", json!({ "enableIdleTokenTimeout": false, "idleTokenTimeoutSeconds": 1800 }))
    );
}
