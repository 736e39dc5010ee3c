mod search;

use serde_json::{Value, json};

use crate::harness::Local;

/// A location in a city.
pub async fn made(local: &Local, name: &str, city: &str) -> Value {
    let reply = local.admin.post("/api/v2/locations", json!({ "name": name, "address": { "city": city }, "emergencyNumber": {} })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

#[tokio::test]
async fn what_is_empty_is_not_there() {
    let local = Local::start().await;
    let location = made(&local, "North", "Oslo").await;
    assert_eq!((&location["address"]["city"], location.get("emergencyNumber")), (&"Oslo".into(), None));
    let path = location["selfUri"].as_str().unwrap();
    let number = json!({ "number": "+13173124756", "type": "default" });
    let patched = local.admin.patch(path, json!({ "name": "North", "version": 1, "emergencyNumber": number })).await;
    assert_eq!((&patched.body["emergencyNumber"]["number"], &patched.body["version"]), (&"+13173124756".into(), &2.into()));
    let cleared = local.admin.patch(path, json!({ "name": "North", "version": 2, "emergencyNumber": { "number": "" } })).await;
    assert_eq!((cleared.outcome().as_str(), cleared.body.get("emergencyNumber")), ("200", None));
}
