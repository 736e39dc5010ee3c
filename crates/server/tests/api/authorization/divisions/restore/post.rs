use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn a_deleted_division_comes_back_as_the_body_names_it() {
    let local = Local::start().await;
    let north = local.division("North").await;
    local.admin.delete(&format!("{PATH}/{north}")).await;
    let reply = local.admin.post(&format!("{PATH}/{north}/restore"), json!({ "name": "Northern", "description": "again" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["id"]), ("200", &json!(north)));
    assert_eq!(local.admin.get(&format!("{PATH}/{north}")).await.body["name"], "Northern");
    assert_eq!(local.admin.get(&format!("{PATH}/deleted")).await.body["total"], 0);
}

#[tokio::test]
async fn a_name_taken_meanwhile_and_a_live_division_are_conflicts() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let body = json!({ "name": "North", "description": "" });
    let reply = local.admin.post(&format!("{PATH}/{north}/restore"), body.clone()).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 resource.already.exists", "division `North` is not deleted"));
    local.admin.delete(&format!("{PATH}/{north}")).await;
    local.division("North").await;
    let reply = local.admin.post(&format!("{PATH}/{north}/restore"), body.clone()).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 resource.already.exists", "a division named `North` exists already"));
    let unknown = format!("{PATH}/00000000-0000-4000-8000-000000000000/restore");
    assert_eq!(local.admin.post(&unknown, body).await.outcome(), "404 not.found");
}
