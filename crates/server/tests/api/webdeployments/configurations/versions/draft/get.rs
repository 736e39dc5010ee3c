use super::super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn the_draft_is_active() {
    let local = Local::start().await;
    let path = made(&local, "Shop").await;
    let draft = local.admin.get(&format!("{path}/versions/draft")).await.body;
    assert_eq!((draft["name"].as_str(), draft["status"].as_str()), (Some("Shop"), Some("Active")));
    let nowhere = "/api/v2/webdeployments/configurations/00000000-0000-0000-0000-000000000000/versions/draft";
    assert_eq!(local.admin.get(nowhere).await.outcome(), "404 not.found");
}
