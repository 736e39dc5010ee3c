use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::{at, made};
use crate::{harness::Local, users};

#[tokio::test]
async fn a_deleted_group_takes_its_memberships_and_grants_along() {
    let local = Local::start().await;
    let (ada, group) = (users::made(&local, "Ada").await, made(&local, "Night").await);
    let id = group["id"].as_str().unwrap().parse().unwrap();
    let role = local.role("queues", &["routing:queue:view"]).await;
    local.grant(Subject { kind: SubjectKind::Group, id }, role, Reach::All).await;
    assert_eq!(local.admin.post(&format!("{}/members", at(&group)), json!({ "memberIds": [ada["id"]] })).await.outcome(), "202");
    let caller = local.person(ada["id"].as_str().unwrap().parse().unwrap());
    let queues = async || caller.get("/api/v2/routing/queues").await.status;
    assert_ne!(queues().await, 403);
    let reply = local.admin.delete(&at(&group)).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("200", true));
    assert_eq!(queues().await, 403);
    assert_eq!(local.admin.get(&at(&group)).await.outcome(), "404 general.resource.not.found");
    assert_eq!(local.admin.delete(&at(&group)).await.outcome(), "404 general.resource.not.found");
    assert!(local.running.organization().grants(id).is_none());
    let read = local.admin.get(&format!("{}?expand=groups", users::at(&ada))).await;
    assert_eq!(read.body["groups"], json!([]));
    made(&local, "Night").await;
}
