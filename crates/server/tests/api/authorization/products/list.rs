use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn products_have_ids_and_a_total() {
    let local = Local::start().await;
    let reply = local.caller(&[], postern_model::Reach::All).await.get("/api/v2/authorization/products").await;
    let whole = json!({ "entities": [{ "id": "botFlows" }], "pageSize": 1, "pageNumber": 1, "total": 1, "pageCount": 1 });
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &whole));
}
