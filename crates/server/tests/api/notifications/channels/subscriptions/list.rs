use super::super::super::{CHANNELS, channel, ids, subscriptions, topics};
use crate::harness::Local;

#[tokio::test]
async fn a_channel_hears_of_nothing_at_first() {
    let local = Local::start().await;
    let path = subscriptions(&channel(&local.admin).await);
    assert!(ids(&local.admin.get(&path).await.body).is_empty());
    local.admin.post(&path, topics(&["v2.users.1.presence"])).await;
    assert_eq!(ids(&local.admin.get(&path).await.body), ["v2.users.1.presence"]);
    assert_eq!(local.admin.get(&format!("{CHANNELS}/nowhere/subscriptions")).await.outcome(), "404 not.found");
}
