use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn the_grants_of_exactly_that_division_are_listed() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(Subject { kind: SubjectKind::User, id: ann.uuid() }, role, Reach::Division(north)).await;
    let reply = local.admin.get(&format!("{PATH}/{north}/grants?pageSize=500")).await;
    let mut keys: Vec<&str> = reply.body.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["entities", "pageCount", "pageNumber", "pageSize", "total"]);
    assert_eq!(reply.body["total"], 1);
    let grant = &reply.body["entities"][0];
    assert_eq!((&grant["subjectId"], &grant["role"]["id"], &grant["division"]["id"]), (&json!(ann), &json!(role), &json!(north)));
    let everywhere = local.admin.get(&format!("{PATH}/*/grants")).await;
    assert_eq!(everywhere.body["entities"][0]["division"]["id"], "*");
}

#[tokio::test]
async fn the_permission_is_needed_in_that_division() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let caller = local.caller(&["authorization:grant:view"], Reach::Division(north)).await;
    assert_eq!(caller.get(&format!("{PATH}/{north}/grants")).await.outcome(), "200");
    assert_eq!(caller.get(&format!("{PATH}/{south}/grants")).await.outcome(), "403 missing.division.permission");
    let unknown = format!("{PATH}/00000000-0000-4000-8000-000000000000/grants");
    assert_eq!(local.admin.get(&unknown).await.outcome(), "404 not.found");
}
