use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::super::{PATH, UNKNOWN, group, person};
use crate::harness::Local;

#[tokio::test]
async fn different_roles_are_counted_inherited_ones_too() {
    let local = Local::start().await;
    let home = Reach::Division(local.running.organization().home());
    let (ann, bob) = (local.user("Ann", None).await, local.user("Bob", None).await);
    let crew = group(&local, "Crew", true, &[ann]).await;
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    local.grant(person(ann), clerk, home).await;
    local.grant(person(ann), clerk, Reach::All).await;
    local.grant(Subject { kind: SubjectKind::Group, id: crew.uuid() }, cook, home).await;
    let reply = local.admin.get(&format!("{PATH}/rolecounts?id={ann},{bob}&id={crew}&id={UNKNOWN}&id=x")).await;
    assert_eq!(reply.body, json!({ ann.to_string(): 2, bob.to_string(): 0, crew.to_string(): 1 }));
}

#[tokio::test]
async fn more_than_a_hundred_ids_are_refused() {
    let local = Local::start().await;
    let ids = vec![UNKNOWN; 101].join(",");
    let reply = local.admin.get(&format!("{PATH}/rolecounts?id={ids}")).await;
    assert_eq!(reply.outcome(), "400 max.subject.ids");
    assert_eq!(reply.message(), "at most 100 subject ids can be asked for at once; these are 101");
}
