mod jobs;
mod versions;

use serde_json::json;

use crate::harness::{Local, Reply};

/// A new guide's path.
pub async fn made(local: &Local) -> String {
    let guide = local.admin.post("/api/v2/guides", json!({ "name": "Refunds", "source": "Manual" })).await;
    assert_eq!((guide.status, &guide.body["status"]), (200, &json!("Draft")));
    format!("/api/v2/guides/{}", guide.body["id"].as_str().unwrap())
}

/// The next version of a guide.
pub async fn version(local: &Local, guide: &str, instruction: &str) -> Reply {
    local.admin.post(&format!("{guide}/versions"), json!({ "instruction": instruction })).await
}

/// Publishes a version.
pub async fn publish(local: &Local, guide: &str, version: &str) -> Reply {
    let body = json!({ "guideVersion": { "state": "ProductionReady" } });
    local.admin.post(&format!("{guide}/versions/{version}/jobs"), body).await
}
