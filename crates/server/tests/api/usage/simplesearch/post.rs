use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/usage/simplesearch";

#[tokio::test]
async fn a_search_is_accepted_and_a_bad_one_refused() {
    let local = Local::start().await;
    let reply = local.admin.post(PATH, json!({ "interval": "2026-01-01/2026-02-01" })).await;
    let uri = format!("{PATH}/{}/results", reply.body["executionId"].as_str().unwrap());
    assert_eq!((reply.outcome().as_str(), &reply.body["resultsUri"]), ("202", &json!(uri)));
    assert_eq!(local.admin.post(PATH, json!({ "interval": "x" })).await.outcome(), "400 bad.request");
    let reply = local.admin.post(PATH, json!({ "interval": "2026-01-01/2026-02-01", "httpMethods": ["FETCH"] })).await;
    assert_eq!(reply.outcome(), "400 invalid.value");
    let many: Vec<_> = (0..1000).map(|number| format!("api/v2/a/long/template/{number}")).collect();
    let reply = local.admin.post(PATH, json!({ "interval": "2026-01-01/2026-02-01", "templateUris": many })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", "the query is too long; ask for fewer things at once"));
}
