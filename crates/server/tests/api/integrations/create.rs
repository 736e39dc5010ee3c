use serde_json::json;

use super::installed;
use crate::harness::Local;

#[tokio::test]
async fn an_integration_begins_disabled_with_a_configuration_to_fill_in() {
    let local = Local::start().await;
    let made = installed(&local, "purecloud-data-actions").await;
    let seen = (&made["intendedState"], &made["integrationType"]["id"], &made["name"]);
    assert_eq!(seen, (&json!("DISABLED"), &json!("purecloud-data-actions"), &json!("Genesys Cloud Data Actions")));
    let config = local.admin.get(&format!("/api/v2/integrations/{}/config/current", made["id"].as_str().unwrap())).await.body;
    assert_eq!((&config["version"], &config["properties"], &config["notes"]), (&json!(1), &json!({}), &json!("")));
}

#[tokio::test]
async fn a_webhook_has_an_address() {
    let local = Local::start().await;
    let made = installed(&local, "webhook").await;
    let hook = made["attributes"]["webhookId"].as_str().unwrap();
    assert!(made["attributes"]["invocationUrl"].as_str().unwrap().ends_with(&format!("/integrations/webhooks/{hook}/events")));
}

#[tokio::test]
async fn a_type_must_be_there() {
    let local = Local::start().await;
    let reply = local.admin.post("/api/v2/integrations", json!({ "integrationType": { "id": "teapot" } })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", "there is no integration type `teapot`"));
    let types = local.admin.get("/api/v2/integrations/types?pageSize=100").await.body;
    assert!(types["total"].as_u64().unwrap() >= 5);
    let schema = local.admin.get("/api/v2/integrations/types/webhook/configschemas/properties").await;
    assert_eq!((schema.outcome().as_str(), &schema.body["type"]), ("200", &json!("object")));
}
