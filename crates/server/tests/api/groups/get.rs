use postern_model::Reach;

use crate::harness::Local;

#[tokio::test]
async fn a_group_needs_no_permission_to_be_read() {
    let local = Local::start().await;
    let group = super::made(&local, "Night Shift").await;
    let reply = local.caller(&["routing:queue:view"], Reach::All).await.get(&super::at(&group)).await;
    assert_eq!((reply.outcome().as_str(), reply.body), ("200", group));
}

#[tokio::test]
async fn an_unknown_group_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/groups/00000000-0000-0000-0000-000000000000").await;
    assert_eq!(reply.outcome(), "404 general.resource.not.found");
    assert_eq!(reply.message(), "group `00000000-0000-0000-0000-000000000000` was not found");
    for id in ["x", "1%27%20OR%20%271%27=%271", "..%2F..%2Fetc"] {
        assert_eq!(local.admin.get(&format!("/api/v2/groups/{id}")).await.outcome(), "404 not.found");
    }
}
