mod create;
mod versions;

use serde_json::json;

use crate::harness::Local;

/// A new configuration's path.
pub async fn made(local: &Local, name: &str) -> String {
    let made = local.admin.post("/api/v2/webdeployments/configurations", json!({ "name": name, "languages": ["en-us"] })).await;
    assert_eq!((made.status, &made.body["version"]), (200, &json!("DRAFT")), "{made:?}");
    format!("/api/v2/webdeployments/configurations/{}", made.body["id"].as_str().unwrap())
}
