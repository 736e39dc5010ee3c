use std::collections::BTreeSet;

use super::super::{CHANNELS, channel, ids};
use crate::harness::{Caller, Local};

#[tokio::test]
async fn channels_are_those_of_the_token_or_of_the_client_for_the_same_person() {
    let local = Local::start().await;
    let (ada, bob) = (local.user("Ada", None).await, local.user("Bob", None).await);
    let (mine, hers, his) = (channel(&local.admin).await, channel(&local.person(ada)).await, channel(&local.person(bob)).await);
    let hers_too = channel(&local.person(ada)).await;
    let id = |channel: &serde_json::Value| channel["id"].as_str().unwrap().to_owned();
    let listed = local.admin.get(CHANNELS).await.body;
    assert_eq!(ids(&listed), [id(&mine)]);
    // Those that were opened within one millisecond come in any order.
    let all = async |caller: &Caller| {
        let listed = caller.get(&format!("{CHANNELS}?includechannels=oauthclient")).await.body;
        ids(&listed).into_iter().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert_eq!(all(&local.admin).await, BTreeSet::from([id(&mine)]));
    assert_eq!(all(&local.person(ada)).await, BTreeSet::from([id(&hers), id(&hers_too)]));
    assert_eq!(all(&local.person(bob)).await, BTreeSet::from([id(&his)]));
}
