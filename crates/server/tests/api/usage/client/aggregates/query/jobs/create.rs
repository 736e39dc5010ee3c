use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_job_about_a_client_is_accepted_if_the_client_exists() {
    let local = Local::start().await;
    let body = json!({ "interval": "2026-01-01/2026-02-01" });
    let path = format!("/api/v2/usage/client/{}/aggregates/query/jobs", local.admin.client_id);
    let reply = local.admin.post(&path, body.clone()).await;
    let uri = format!("{path}/{}", reply.body["id"].as_str().unwrap());
    assert_eq!((reply.outcome().as_str(), &reply.body["resultsUri"]), ("202", &json!(uri)));
    let gone = "/api/v2/usage/client/00000000-0000-4000-8000-000000000000/aggregates/query/jobs";
    assert_eq!(local.admin.post(gone, body).await.outcome(), "404 not.found");
}
