use super::made;
use crate::harness::Local;

#[tokio::test]
async fn a_deleted_flow_is_gone_unless_it_is_asked_for() {
    let local = Local::start().await;
    let flow = made(&local, "workflow:\n  name: Night\n").await;
    let path = format!("/api/v2/flows/{}", flow["id"].as_str().unwrap());
    local.admin.delete(&path).await;
    assert_eq!(local.admin.get(&path).await.outcome(), "410 architect.flow.deleted");
    let seen = local.admin.get(&format!("{path}?deleted=true")).await;
    assert_eq!((seen.status, seen.body["deleted"].as_bool(), seen.body["name"].as_str()), (200, Some(true), Some("Night")));
    let never = "/api/v2/flows/00000000-0000-0000-0000-000000000000";
    assert_eq!(local.admin.get(never).await.outcome(), "404 architect.flow.not.found");
}
