use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn nobody_claims_skills_at_first() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.get(&format!("{}/profileskills", at(&ada))).await;
    assert_eq!((reply.outcome().as_str(), reply.body), ("200", json!([])));
    local.admin.delete(&at(&ada)).await;
    assert_eq!(local.admin.get(&format!("{}/profileskills", at(&ada))).await.outcome(), "404 general.resource.not.found");
}
