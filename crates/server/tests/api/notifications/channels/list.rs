use super::super::{CHANNELS, channel, ids};
use crate::harness::Local;

#[tokio::test]
async fn channels_are_those_of_the_token_or_of_the_client() {
    let local = Local::start().await;
    let ada = local.user("Ada", None).await;
    let (mine, hers) = (channel(&local.admin).await, channel(&local.person(ada)).await);
    let listed = local.admin.get(CHANNELS).await.body;
    assert_eq!(ids(&listed), [mine["id"].as_str().unwrap()]);
    let listed = local.admin.get(&format!("{CHANNELS}?includechannels=oauthclient")).await.body;
    // Two that were opened within one millisecond come in any order.
    let both = std::collections::BTreeSet::from([mine["id"].as_str().unwrap(), hers["id"].as_str().unwrap()]);
    assert_eq!(ids(&listed).into_iter().collect::<std::collections::BTreeSet<_>>(), both);
}
