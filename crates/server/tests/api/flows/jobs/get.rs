use serde_json::json;

use super::super::{put, registered};
use crate::harness::Local;

#[tokio::test]
async fn a_job_shows_its_messages_where_they_are_asked_for() {
    let local = Local::start().await;
    let (job, address) = registered(&local).await;
    assert_eq!(put(&address, "bot: {}").await, 200);
    let plain = local.admin.get(&format!("/api/v2/flows/jobs/{job}")).await.body;
    let path = format!("/api/v2/flows/jobs/{job}");
    assert_eq!(plain, json!({ "id": job, "status": "Failure", "command": "Publish", "selfUri": path }));
    let full = local.admin.get(&format!("{path}?expand=messages")).await.body;
    assert_eq!(full["messages"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_job_that_was_never_registered_is_not_found() {
    let local = Local::start().await;
    let nowhere = "/api/v2/flows/jobs/00000000-0000-0000-0000-000000000000";
    assert_eq!(local.admin.get(nowhere).await.outcome(), "404 not.found");
}
