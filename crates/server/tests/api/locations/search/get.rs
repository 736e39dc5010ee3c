use serde_json::json;

use super::super::made;
use crate::{harness::Local, users::names};

#[tokio::test]
async fn the_next_page_is_at_the_address_that_the_first_gives() {
    let local = Local::start().await;
    for name in ["North", "South"] {
        made(&local, name, "Oslo").await;
    }
    let body = json!({ "pageSize": 1, "sortBy": "name", "query": [{ "type": "EXACT", "fields": ["address.city"], "value": "Oslo" }] });
    let first = local.admin.post("/api/v2/locations/search", body).await.body;
    assert_eq!(names(&first["results"]), ["North"]);
    let second = local.admin.get(first["nextPage"].as_str().unwrap()).await;
    assert_eq!((second.outcome().as_str(), names(&second.body["results"])), ("200", vec!["South"]));
}
