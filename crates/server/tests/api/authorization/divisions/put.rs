use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn the_home_division_can_be_renamed_and_stays_home() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let reply = local.admin.put(&format!("{PATH}/{home}"), json!({ "name": "Base", "description": "renamed" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["homeDivision"]), ("200", &json!(true)));
    let read = local.admin.get(&format!("{PATH}/home")).await;
    assert_eq!((&read.body["name"], &read.body["description"]), (&json!("Base"), &json!("renamed")));
}

#[tokio::test]
async fn a_division_may_keep_its_name_but_not_take_anothers() {
    let local = Local::start().await;
    let north = local.division("North").await;
    local.division("South").await;
    let path = format!("{PATH}/{north}");
    assert_eq!(local.admin.put(&path, json!({ "name": "NORTH", "description": "" })).await.outcome(), "200");
    let reply = local.admin.put(&path, json!({ "name": "South", "description": "" })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 request.conflict", "a division named `South` exists already"));
    assert_eq!(local.admin.put(&path, json!({ "description": "" })).await.outcome(), "400 division.name.invalid");
}

#[tokio::test]
async fn editing_needs_the_permission_in_that_division() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let caller = local.caller(&["authorization:division:edit"], Reach::Division(north)).await;
    let body = json!({ "name": "Renamed", "description": "" });
    let reply = caller.put(&format!("{PATH}/{south}"), body.clone()).await;
    assert_eq!(reply.outcome(), "403 missing.division.permission");
    assert_eq!(caller.put(&format!("{PATH}/{north}"), body).await.outcome(), "200");
}

#[tokio::test]
async fn an_unknown_division_is_not_found() {
    let local = Local::start().await;
    let path = format!("{PATH}/00000000-0000-4000-8000-000000000000");
    assert_eq!(local.admin.put(&path, json!({ "name": "North", "description": "" })).await.outcome(), "404 not.found");
}
