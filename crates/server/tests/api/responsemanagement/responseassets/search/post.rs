use serde_json::json;

use super::super::uploaded;
use crate::harness::Local;

const SEARCH: &str = "/api/v2/responsemanagement/responseassets/search";

#[tokio::test]
async fn assets_are_found_by_name() {
    let local = Local::start().await;
    let soup = uploaded(&local, "soup.txt", "soup").await;
    uploaded(&local, "salad.txt", "salad").await;
    let query = json!([{ "type": "TERM", "fields": ["name"], "value": "soup.txt" }]);
    let found = local.admin.post(SEARCH, json!({ "query": query, "sortBy": "name" })).await;
    assert_eq!((found.outcome().as_str(), &found.body["total"], &found.body["results"][0]["id"]), ("200", &json!(1), &json!(soup)));
    let all = local.admin.post(SEARCH, json!({ "pageSize": 1, "pageNumber": 2 })).await.body;
    let numbers = (&all["total"], &all["pageCount"], all["results"].as_array().unwrap().len());
    assert_eq!(numbers, (&json!(2), &json!(2), 1));
}
