//! `GET /api/v2/date`.

use postern_model::{Reach, Timestamp};

use crate::harness::Local;

#[tokio::test]
async fn any_good_token_may_read_the_organizations_clock() {
    let local = Local::start().await;
    let reply = local.caller(&[], Reach::All).await.get("/api/v2/date").await;
    assert_eq!(reply.status, 200);
    let read = reply.body["currentDate"].as_str().and_then(Timestamp::parse).unwrap();
    let clock = local.admin.get("/postern/clock").await;
    let now = clock.body["now"].as_str().and_then(Timestamp::parse).unwrap();
    assert!((0..10_000).contains(&(now.0 - read.0)), "{read} is not shortly before {now}");
    assert!(reply.body["currentDate"].as_str().unwrap().ends_with('Z'));
}
