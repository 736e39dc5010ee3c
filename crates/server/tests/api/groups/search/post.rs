use serde_json::json;

use super::super::made;
use crate::{harness::Local, users::names};

#[tokio::test]
async fn groups_are_found_by_what_they_are() {
    let local = Local::start().await;
    for name in ["Night Shift", "Day Shift"] {
        made(&local, name).await;
    }
    let found = async |kind: &str, field: &str, value: &str| {
        let body = json!({ "query": [{ "type": kind, "fields": [field], "value": value }], "sortBy": "name", "sortOrder": "DESC" });
        let reply = local.admin.post("/api/v2/groups/search", body).await;
        assert_eq!((reply.outcome().as_str(), &reply.body["types"]), ("200", &json!(["groups"])));
        (names(&reply.body["results"]).join(", "), reply.body["total"].as_u64().unwrap())
    };
    assert_eq!(found("EXACT", "name", "night shift").await, ("Night Shift".to_owned(), 1));
    assert_eq!(found("TERM", "name", "shift").await, ("Night Shift, Day Shift".to_owned(), 2));
    assert_eq!(found("EXACT", "type", "official").await.1, 2);
    assert_eq!(found("EXACT", "name", "nobody").await, (String::new(), 0));
}
