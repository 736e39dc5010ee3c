use postern_model::Reach;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn only_deleted_divisions_are_listed() {
    let local = Local::start().await;
    let north = local.division("North").await;
    local.division("South").await;
    local.admin.delete(&format!("{PATH}/{north}")).await;
    let reply = local.admin.get(&format!("{PATH}/deleted")).await;
    assert_eq!((&reply.body["total"], &reply.body["entities"][0]["name"]), (&1.into(), &"North".into()));
}

#[tokio::test]
async fn the_permission_is_needed() {
    let local = Local::start().await;
    let caller = local.caller(&["authorization:division:add"], Reach::All).await;
    assert_eq!(caller.get(&format!("{PATH}/deleted")).await.outcome(), "403 missing.any.permissions");
}
