use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::super::{PATH, division_aware, entry, grants, group, held, person};
use crate::harness::Local;

#[tokio::test]
async fn own_grants_become_the_list_and_inherited_ones_stay() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[ann]).await;
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    local.grant(person(ann), clerk, Reach::All).await;
    local.grant(Subject { kind: SubjectKind::Group, id: crew.uuid() }, clerk, Reach::All).await;
    let path = format!("{PATH}/{ann}/bulkreplace");
    assert_eq!(local.admin.post(&path, grants(&[(cook, "*")])).await.outcome(), "204");
    let read = format!("{PATH}/{ann}");
    assert_eq!(held(&local.admin.get(&read).await), [entry(ann.uuid(), cook, "*"), entry(crew.uuid(), clerk, "*")]);
    assert_eq!(local.admin.post(&path, json!({ "grants": [] })).await.outcome(), "204");
    assert_eq!(held(&local.admin.get(&read).await), [entry(crew.uuid(), clerk, "*")]);
}

#[tokio::test]
async fn division_aware_grants_cannot_be_dropped_where_the_permission_is_missing() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::Division(south)).await;
    division_aware(&local).await;
    let caller = local.caller(&["authorization:grant:add", "authorization:grant:delete"], Reach::Division(north)).await;
    let path = format!("{PATH}/{ann}/bulkreplace");
    let reply = caller.post(&path, grants(&[(role, &north.to_string())])).await;
    assert_eq!(reply.outcome(), "403 missing.division.permissions");
    let text = "Unable to perform the requested action. You are missing the following permission(s): [authorization:grant:delete] in the following division(s)";
    assert_eq!(reply.message(), format!("{text}: [{south}]"));
    let both = grants(&[(role, &north.to_string()), (role, &south.to_string())]);
    assert_eq!(local.admin.post(&path, both).await.outcome(), "204");
}
