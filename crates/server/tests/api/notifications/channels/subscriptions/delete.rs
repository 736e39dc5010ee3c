use super::super::super::{CHANNELS, channel, ids, subscriptions, topics};
use crate::harness::Local;

#[tokio::test]
async fn every_topic_goes() {
    let local = Local::start().await;
    let path = subscriptions(&channel(&local.admin).await);
    local.admin.post(&path, topics(&["v2.users.1.presence"])).await;
    assert_eq!(local.admin.delete(&path).await.status, 204);
    assert!(ids(&local.admin.get(&path).await.body).is_empty());
    assert_eq!(local.admin.delete(&format!("{CHANNELS}/nowhere/subscriptions")).await.outcome(), "404 not.found");
}
