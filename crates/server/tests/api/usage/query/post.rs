use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_query_is_accepted_and_says_where_the_results_are() {
    let local = Local::start().await;
    let reply = local.admin.post("/api/v2/usage/query", json!({ "interval": "2026-01-01/2026-02-01", "groupBy": ["UserId"] })).await;
    let uri = format!("/api/v2/usage/query/{}/results", reply.body["executionId"].as_str().unwrap());
    assert_eq!((reply.outcome().as_str(), &reply.body["resultsUri"]), ("202", &json!(uri)));
}

#[tokio::test]
async fn a_query_needs_one_of_two_permissions() {
    let local = Local::start().await;
    let body = json!({ "interval": "2026-01-01/2026-02-01" });
    for (permission, outcome) in
        [("oauth:client:view", "202"), ("usage:organization:view", "202"), ("usage:client:view", "403 missing.any.permissions")]
    {
        let caller = local.caller(&[permission], Reach::All).await;
        assert_eq!(caller.post("/api/v2/usage/query", body.clone()).await.outcome(), outcome, "{permission}");
    }
}
