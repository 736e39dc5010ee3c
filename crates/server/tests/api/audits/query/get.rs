use serde_json::json;

use super::query;
use crate::harness::Local;

#[tokio::test]
async fn a_submitted_query_has_succeeded_at_the_first_poll() {
    let local = Local::start().await;
    let mut submitted = local.admin.post("/api/v2/audits/query", query(json!({}))).await.body;
    let polled = local.admin.get(&format!("/api/v2/audits/query/{}", submitted["id"].as_str().unwrap())).await;
    submitted["state"] = "Succeeded".into();
    assert_eq!((polled.status, polled.body), (200, submitted));
}

#[tokio::test]
async fn what_is_no_transaction_is_not_found() {
    let local = Local::start().await;
    for id in ["7b6a2a10-0000-4000-8000-000000000000", "e30", "bm9uZQ", "a' OR '1'='1", "..%2Fquery", "AAAA"] {
        for path in [format!("/api/v2/audits/query/{id}"), format!("/api/v2/audits/query/{id}/results")] {
            assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found", "{path}");
        }
    }
}
