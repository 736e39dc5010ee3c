use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/usage/aggregates/query/jobs";

#[tokio::test]
async fn a_job_is_accepted_and_says_where_it_is() {
    let local = Local::start().await;
    let reply = local.admin.post(PATH, json!({ "interval": "2026-01-01/2026-02-01" })).await;
    let uri = format!("{PATH}/{}", reply.body["id"].as_str().unwrap());
    assert_eq!(reply.outcome(), "202");
    assert_eq!((&reply.body["resultsUri"], &reply.body["selfUri"]), (&json!(uri), &json!(uri)));
}

#[tokio::test]
async fn a_job_of_too_many_filters_is_too_long() {
    let local = Local::start().await;
    let many: Vec<_> = (0..1000).map(|number| format!("api/v2/a/long/template/{number}")).collect();
    let reply = local.admin.post(PATH, json!({ "interval": "2026-01-01/2026-02-01", "templateUris": many })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 query.too.long", "the query is too long; ask for fewer things at once"));
}
