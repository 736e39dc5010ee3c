use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_query_about_a_client_is_accepted_and_says_where_the_results_are() {
    let local = Local::start().await;
    let id = &local.admin.client_id;
    let path = format!("/api/v2/oauth/clients/{id}/usage/query");
    let reply = local.admin.post(&path, json!({ "interval": "2026-01-01/2026-02-01" })).await;
    let execution = reply.body["executionId"].as_str().unwrap();
    let uri = format!("{path}/results/{execution}");
    assert_eq!((reply.outcome().as_str(), &reply.body["resultsUri"]), ("202", &json!(uri)));
}

#[tokio::test]
async fn an_unknown_client_and_a_bad_query_are_refused() {
    let local = Local::start().await;
    let good = json!({ "interval": "2026-01-01/2026-02-01" });
    let gone = "/api/v2/oauth/clients/00000000-0000-4000-8000-000000000000/usage/query";
    assert_eq!(local.admin.post(gone, good).await.outcome(), "404 not.found");
    let path = format!("/api/v2/oauth/clients/{}/usage/query", local.admin.client_id);
    for (body, outcome) in [
        (json!({}), "400 constraint.validation"),
        (json!({ "interval": "yesterday" }), "400 bad.request"),
        (json!({ "interval": "2026-02-01/2026-01-01" }), "400 bad.request"),
        (json!({ "interval": "2026-01-01/2026-02-01", "granularity": "Year" }), "400 invalid.value"),
        (json!({ "interval": "2026-01-01/2026-02-01", "groupBy": ["UserId"] }), "400 invalid.value"),
        (json!({ "interval": "2026-01-01/2026-02-01", "metrics": ["Status418"] }), "400 invalid.value"),
    ] {
        assert_eq!(local.admin.post(&path, body.clone()).await.outcome(), outcome, "{body}");
    }
}
