use super::super::super::{CHANNELS, channel, ids, subscriptions, topics};
use crate::harness::Local;

#[tokio::test]
async fn topics_are_replaced() {
    let local = Local::start().await;
    let path = subscriptions(&channel(&local.admin).await);
    local.admin.put(&path, topics(&["v2.users.1.presence"])).await;
    let now = local.admin.put(&path, topics(&["v2.users.2.routingStatus"])).await.body;
    assert_eq!(ids(&now), ["v2.users.2.routingStatus"]);
    let missing = local.admin.put(&format!("{CHANNELS}/nowhere/subscriptions"), topics(&[])).await;
    assert_eq!(missing.outcome(), "404 entity.not.found");
}
