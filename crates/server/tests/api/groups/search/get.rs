use serde_json::json;

use super::super::made;
use crate::{harness::Local, users::names};

#[tokio::test]
async fn a_search_is_repeated_by_the_address_that_its_answer_gives() {
    let local = Local::start().await;
    for name in ["Day", "Night"] {
        made(&local, name).await;
    }
    let first = local.admin.post("/api/v2/groups/search", json!({ "pageSize": 1 })).await.body;
    let next = local.admin.get(first["nextPage"].as_str().unwrap()).await;
    assert_eq!((next.outcome().as_str(), names(&next.body["results"])), ("200", vec!["Night"]));
}
