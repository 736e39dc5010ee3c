use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisionspermitted/paged";

#[tokio::test]
async fn where_somebody_else_holds_the_permission() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(Subject { kind: SubjectKind::User, id: ann.uuid() }, role, Reach::Division(north)).await;
    let reply = local.admin.get(&format!("{PATH}/{ann}?permission=routing:queue:view")).await;
    assert_eq!((&reply.body["total"], &reply.body["entities"][0]["name"]), (&json!(1), &json!("North")));
    assert_eq!(local.admin.get(&format!("{PATH}/nobody?permission=routing:queue:view")).await.outcome(), "404 not.found");
    assert_eq!(local.admin.get(&format!("{PATH}/{ann}")).await.outcome(), "400 missing.permission.param");
}
