mod search;
mod uploads;

use serde_json::json;

use crate::harness::Local;

/// Uploads an asset with this name and text; answers its id.
pub async fn uploaded(local: &Local, name: &str, text: &'static str) -> String {
    let asked = local.admin.post("/api/v2/responsemanagement/responseassets/uploads", json!({ "name": name })).await;
    assert_eq!(asked.outcome(), "200", "{}", asked.message());
    let put = reqwest::Client::new().put(asked.body["url"].as_str().unwrap()).header("content-type", "text/plain").body(text);
    assert_eq!(put.send().await.unwrap().status(), 200);
    asked.body["id"].as_str().unwrap().to_owned()
}
