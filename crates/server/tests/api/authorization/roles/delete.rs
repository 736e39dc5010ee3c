use postern_model::{Reach, Subject, SubjectKind};

use crate::harness::Local;

const ROLES: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn a_role_in_use_goes_with_its_grants() {
    let local = Local::start().await;
    let (doomed, kept, user) =
        (local.role("doomed", &["routing:queue:view"]).await, local.role("kept", &[]).await, local.user("Ada", None).await);
    let subject = Subject { kind: SubjectKind::User, id: user.uuid() };
    local.grant(subject, doomed, Reach::All).await;
    local.grant(subject, kept, Reach::All).await;
    let path = format!("{ROLES}/{doomed}");
    let reply = local.admin.delete(&path).await;
    assert_eq!((reply.outcome().as_str(), &reply.body), ("204", &serde_json::Value::Null));
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    assert_eq!(local.admin.delete(&path).await.outcome(), "404 not.found");
    let roles =
        local.change(move |draft| draft.grants(user.uuid()).unwrap().grants.iter().map(|grant| grant.role).collect::<Vec<_>>()).await;
    assert_eq!(roles, [kept]);
}

#[tokio::test]
async fn a_default_role_cannot_be_deleted() {
    let local = Local::start().await;
    let id = local.admin.get(&format!("{ROLES}?defaultRoleId=employee")).await.body["entities"][0]["id"].clone();
    let refused = local.admin.delete(&format!("{ROLES}/{}", id.as_str().unwrap())).await;
    let text = "role `employee` is a default role: it can be restored, not deleted";
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 bad.request", text));
}
