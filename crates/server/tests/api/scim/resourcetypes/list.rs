use super::super::{SPELLINGS, refusal, texts};
use crate::harness::Local;

#[tokio::test]
async fn both_kinds_are_listed() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/resourcetypes")).await;
        assert_eq!((reply.status, &reply.body["totalResults"], texts(&reply.body, "id")), (200, &2.into(), vec!["User", "Group"]));
    }
}

#[tokio::test]
async fn a_filter_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/scim/v2/resourcetypes?filter=id%20pr").await;
    assert_eq!(refusal(&reply), (403, "", "what the service says of itself cannot be filtered"));
}
