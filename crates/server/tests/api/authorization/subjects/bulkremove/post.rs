use postern_model::{Reach, Subject, SubjectKind};

use super::super::{PATH, UNKNOWN, entry, grants, group, held, person};
use crate::harness::Local;

#[tokio::test]
async fn own_grants_go_and_inherited_ones_stay() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[ann]).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::All).await;
    local.grant(Subject { kind: SubjectKind::Group, id: crew.uuid() }, role, Reach::All).await;
    let path = format!("{PATH}/{ann}/bulkremove");
    for _ in 0..2 {
        assert_eq!(local.admin.post(&path, grants(&[(role, "*")])).await.outcome(), "204");
    }
    let listed = held(&local.admin.get(&format!("{PATH}/{ann}?includeDuplicates=true")).await);
    assert_eq!(listed, [entry(crew.uuid(), role, "*")]);
}

#[tokio::test]
async fn one_division_that_does_not_exist_fails_the_whole_request() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::All).await;
    let reply = local.admin.post(&format!("{PATH}/{ann}/bulkremove"), grants(&[(role, "*"), (role, UNKNOWN)])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", &*format!("division `{UNKNOWN}` was not found")));
    let reply = local.admin.post(&format!("{PATH}/{ann}/bulkremove"), grants(&[(role, "nowhere")])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", "division `nowhere` was not found"));
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await).len(), 1);
}
