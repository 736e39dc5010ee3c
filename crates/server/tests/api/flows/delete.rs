use super::{act, made};
use crate::harness::Local;

#[tokio::test]
async fn a_flow_that_somebody_else_edits_stays() {
    let local = Local::start().await;
    let flow = made(&local, "workflow:\n  name: Night\n").await;
    let path = format!("/api/v2/flows/{}", flow["id"].as_str().unwrap());
    let person = local.person(local.administrator());
    act(&person, "checkout", &flow).await;
    assert_eq!(local.admin.delete(&path).await.outcome(), "405 architect.flow.cannot.delete.user.does.not.have.lock");
    act(&local.admin, "unlock", &flow).await;
    assert_eq!(local.admin.delete(&path).await.outcome(), "204");
    assert_eq!(local.admin.delete(&path).await.outcome(), "410 architect.flow.deleted");
    assert_eq!(local.admin.get("/api/v2/flows").await.body["total"], 0);
    // Its name is free again.
    assert_ne!(made(&local, "workflow:\n  name: Night\n").await["id"], flow["id"]);
}
