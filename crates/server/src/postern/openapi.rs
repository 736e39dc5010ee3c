//! `/postern/openapi.json`: an OpenAPI document of Postern's own endpoints.

use serde_json::{Value, json};

/// Method, path, summary.
const ENDPOINTS: &[(&str, &str, &str)] = &[
    ("get", "/postern/health", "The process is up"),
    ("get", "/postern/ready", "The store is in sight and requests are answered; 503 when not"),
    ("get", "/postern/metrics", "Counts in the OpenMetrics text format"),
    ("get", "/postern/openapi.json", "This document"),
    ("get", "/postern/decisions", "The latest decisions, newest first"),
    ("get", "/postern/decisions/{id}", "One decision with every check that ran; the id is in the answer's Postern-Decision header"),
    ("get", "/postern/settings", "Behaviours that are not established, with value, default, evidence and reason"),
    ("patch", "/postern/settings", "Changes settings; all or none"),
    ("get", "/postern/clock", "The organization's clock"),
    ("put", "/postern/clock", "Moves the clock, or with null goes back to real time"),
    ("get", "/postern/snapshot", "The organization without secrets, as `postern up --from` reads it"),
    (
        "put",
        "/postern/snapshot",
        "Makes the organization the one in the body; the answer tells the secrets of clients that were not here, once",
    ),
    (
        "post",
        "/postern/reset",
        "Makes the organization what it was when this process began to serve it; sign-ins end, what was revoked stays so",
    ),
    ("post", "/postern/provider-record", "An identity provider's SAML metadata as a record for /api/v2/identityproviders"),
    ("get", "/postern/faults", "The fault rules, in the order in which they are tried, with how often each matched and acted"),
    ("put", "/postern/faults", "Replaces all fault rules: { \"rules\": […] }; all or none"),
    ("post", "/postern/faults", "Adds a fault rule"),
    ("delete", "/postern/faults", "Removes all fault rules"),
    ("get", "/postern/faults/{id}", "One fault rule"),
    ("delete", "/postern/faults/{id}", "Removes one fault rule"),
    ("get", "/postern/policy", "The organization's policy for who comes in; 404 when there is none"),
    ("put", "/postern/policy", "Replaces that policy"),
    ("delete", "/postern/policy", "Removes that policy"),
];

/// The document.
pub(super) fn document(url: &str) -> Value {
    let mut paths = serde_json::Map::new();
    for (method, path, summary) in ENDPOINTS {
        let parameters = if path.contains("{id}") {
            json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }])
        } else {
            json!([])
        };
        let mut operation =
            json!({ "summary": summary, "parameters": parameters, "responses": { "200": { "description": "as the summary says" } } });
        if matches!(*method, "put" | "patch" | "post") && *path != "/postern/reset" {
            operation["requestBody"] = json!({ "content": { "application/json": { "schema": { "type": "object" } } } });
        }
        if *path == "/postern/provider-record" {
            operation["requestBody"] = json!({ "content": { "application/samlmetadata+xml": { "schema": { "type": "string" } } } });
        }
        let item = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        item[*method] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Postern's own endpoints", "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": url }],
        "paths": paths,
    })
}
