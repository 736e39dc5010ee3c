use super::super::{EDGES, at, settings};
use crate::harness::Local;

#[tokio::test]
async fn settings_go_with_their_lines() {
    let local = Local::start().await;
    let settings = settings(&local).await;
    assert_eq!(local.admin.delete(&at("phonebasesettings", &settings)).await.outcome(), "200");
    assert_eq!(local.admin.get(&at("phonebasesettings", &settings)).await.status, 404);
    assert_eq!(local.admin.get(&format!("{EDGES}/linebasesettings")).await.body["total"], 0);
}
