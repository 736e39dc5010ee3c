use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn people_are_listed_to_callers_without_permissions() {
    let local = Local::start().await;
    let (role, ada) = (local.role("given", &[]).await, local.user("Ada", None).await);
    local.grant(Subject { kind: SubjectKind::User, id: ada.uuid() }, role, Reach::All).await;
    let path = format!("/api/v2/authorization/roles/{role}/users");
    let reply = local.caller(&[], Reach::All).await.get(&path).await;
    assert_eq!(reply.outcome(), "200");
    assert_eq!(reply.body["entities"], json!([{ "id": ada, "selfUri": format!("/api/v2/users/{ada}") }]));
    assert_eq!((&reply.body["total"], &reply.body["pageCount"]), (&json!(1), &json!(1)));
    assert_eq!(local.admin.get("/api/v2/authorization/roles/nonsense/users").await.outcome(), "404 not.found");
}
