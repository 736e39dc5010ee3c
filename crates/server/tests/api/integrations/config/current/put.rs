use serde_json::{Value, json};

use super::super::super::installed;
use crate::harness::Local;

fn config(version: u64, credentials: Value) -> Value {
    json!({ "name": "Ours", "notes": "new", "version": version, "properties": { "a": 1 }, "advanced": {}, "credentials": credentials })
}

#[tokio::test]
async fn the_integration_is_called_as_its_configuration_says() {
    let local = Local::start().await;
    let made = installed(&local, "purecloud-data-actions").await;
    let path = format!("/api/v2/integrations/{}", made["id"].as_str().unwrap());
    let reply = local.admin.put(&format!("{path}/config/current"), config(1, json!({}))).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["version"], &reply.body["properties"]), ("200", &json!(2), &json!({ "a": 1 })));
    let seen = local.admin.get(&path).await.body;
    assert_eq!((&seen["name"], &seen["notes"]), (&json!("Ours"), &json!("new")));
    assert_eq!(local.admin.put(&format!("{path}/config/current"), config(1, json!({}))).await.status, 409);
}

#[tokio::test]
async fn user_defined_oauth_credentials_bring_an_action_that_fetches_tokens() {
    let local = Local::start().await;
    let made = installed(&local, "custom-rest-actions").await;
    let credential = json!({ "name": "ours", "type": { "name": "userDefinedOAuth" }, "credentialFields": { "a": "b" } });
    let credential = local.admin.post("/api/v2/integrations/credentials", credential).await.body;
    let id = made["id"].as_str().unwrap();
    let action = format!("/api/v2/integrations/actions/customAuth_-_{id}");
    assert_eq!(local.admin.get(&action).await.outcome(), "404 not.found");
    let credentials = json!({ "basicAuth": { "id": credential["id"] } });
    let reply = local.admin.put(&format!("/api/v2/integrations/{id}/config/current"), config(1, credentials)).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    assert_eq!(local.admin.get(&action).await.body["integrationId"], id);
}
