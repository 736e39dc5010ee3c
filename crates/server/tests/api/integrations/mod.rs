mod actions;
mod config;
mod create;
mod delete;
mod patch;

use serde_json::{Value, json};

use crate::harness::Local;

/// A new integration of this type.
pub async fn installed(local: &Local, kind: &str) -> Value {
    let reply = local.admin.post("/api/v2/integrations", json!({ "integrationType": { "id": kind } })).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}

/// The body of a data action of an integration.
pub fn action(integration: &Value) -> Value {
    let schema = json!({ "type": "object", "properties": {} });
    json!({
        "name": "Look up", "category": "Tests", "integrationId": integration["id"], "secure": false,
        "contract": { "input": { "inputSchema": schema }, "output": { "successSchema": schema } },
        "config": {
            "request": { "requestUrlTemplate": "/api/v2/users", "requestType": "GET", "requestTemplate": "{ \"a\": 1 }" },
            "response": { "successTemplate": "{ \"b\": 2 }" },
        },
    })
}

/// Something that was made below `/api/v2/integrations`.
pub async fn made(local: &Local, path: &str, body: Value) -> Value {
    let reply = local.admin.post(&format!("/api/v2/integrations/{path}"), body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    reply.body
}
