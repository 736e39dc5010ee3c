use serde_json::json;

use super::super::made;
use crate::{harness::Local, users::names};

#[tokio::test]
async fn locations_are_found_by_name_and_by_what_is_inside_them() {
    let local = Local::start().await;
    made(&local, "North", "Oslo").await;
    made(&local, "South", "Rome").await;
    let found = async |kind: &str, field: &str, value: &str| {
        let body = json!({ "query": [{ "type": kind, "fields": [field], "value": value }] });
        let reply = local.admin.post("/api/v2/locations/search", body).await;
        assert_eq!((reply.outcome().as_str(), &reply.body["types"]), ("200", &json!(["locations"])));
        (names(&reply.body["results"]).join(", "), reply.body["total"].as_u64().unwrap())
    };
    assert_eq!(found("EXACT", "name", "south").await, ("South".to_owned(), 1));
    assert_eq!(found("EXACT", "address.city", "oslo").await, ("North".to_owned(), 1));
    assert_eq!(found("EXACT", "name", "west").await, (String::new(), 0));
}
