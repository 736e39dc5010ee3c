mod create;
mod get;
mod realtime;
mod results;
mod servicemapping;

use postern_model::Timestamp;
use serde_json::{Value, json};

use crate::harness::{Local, Reply};

#[expect(clippy::disallowed_methods, reason = "the server under test runs by the real clock")]
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp(since.as_millis() as i64)
}

/// From a day ago to tomorrow.
pub fn interval() -> String {
    let now = now();
    format!("{}/{}", now.plus_seconds(-86_400), now.plus_seconds(86_400))
}

/// A query of everything, with these members besides.
pub fn query(members: Value) -> Value {
    let mut query = json!({ "interval": interval() });
    for (name, value) in members.as_object().unwrap() {
        query[name] = value.clone();
    }
    query
}

pub fn filters(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|(property, value)| json!({ "property": property, "value": value })).collect()
}

/// Submits a query and fetches its first page.
pub async fn events(local: &Local, query: Value) -> Vec<Value> {
    let submitted = local.admin.post("/api/v2/audits/query", query).await;
    assert_eq!(submitted.outcome(), "202", "{}", submitted.message());
    let id = submitted.body["id"].as_str().unwrap().to_owned();
    let results = local.admin.get(&format!("/api/v2/audits/query/{id}/results?pageSize=500")).await;
    results.body["entities"].as_array().unwrap().clone()
}

/// Three changes that are logged: of the settings, of the record, of a feature.
pub async fn changes(local: &Local) -> Vec<Reply> {
    let settings = local.admin.patch("/api/v2/organizations/authentication/settings", json!({ "universalLogout": true })).await;
    let site = local.admin.get("/api/v2/organizations/me").await.body["defaultSiteId"].clone();
    let renamed = json!({ "version": 1, "name": "Renamed", "defaultSiteId": site });
    let record = local.admin.put("/api/v2/organizations/me", renamed).await;
    let feature = local.admin.patch("/api/v2/organizations/features/pci", json!({ "enabled": true })).await;
    vec![settings, record, feature]
}

pub fn moment(event: &Value) -> Timestamp {
    Timestamp::parse(event["eventDate"].as_str().unwrap()).unwrap()
}
