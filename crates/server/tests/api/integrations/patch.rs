use serde_json::json;

use super::installed;
use crate::harness::Local;

#[tokio::test]
async fn what_is_intended_is_reported() {
    let local = Local::start().await;
    let made = installed(&local, "embedded-client-app").await;
    let path = format!("/api/v2/integrations/{}", made["id"].as_str().unwrap());
    for (intended, reported) in [("ENABLED", "ACTIVE"), ("DISABLED", "INACTIVE")] {
        let reply = local.admin.patch(&path, json!({ "intendedState": intended })).await;
        assert_eq!((reply.outcome().as_str(), &reply.body["reportedState"]["code"]), ("200", &json!(reported)));
        assert_eq!(local.admin.get(&path).await.body["intendedState"], intended);
    }
}
