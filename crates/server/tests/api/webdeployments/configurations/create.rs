use super::made;
use crate::harness::Local;

#[tokio::test]
async fn a_new_configuration_is_a_draft() {
    let local = Local::start().await;
    let path = made(&local, "Shop").await;
    let all = local.admin.get("/api/v2/webdeployments/configurations").await.body;
    assert_eq!(all["entities"][0]["name"], "Shop");
    let versions = local.admin.get(&format!("{path}/versions")).await.body;
    assert_eq!(versions["entities"].as_array().map(Vec::len), Some(1));
    assert_eq!(versions["entities"][0]["version"], "DRAFT");
}
