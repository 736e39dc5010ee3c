//! `PUT /api/v2/integrations/{integrationId}/config/current`.

use postern_org::Draft;
use serde_json::{Value, json};

use crate::{
    api::integrations::{ACTIONS, COLLECTION},
    call::{Answer, Call, Reply},
    generic, stored,
};

/// The credentials with which an integration of this type gets an action that fetches its token (Terraform provider,
/// resource `integration_custom_auth_action`).
const CUSTOM: (&str, &str, &str) = ("custom-rest-actions", "basicAuth", "userDefinedOAuth");

/// Answers the `IntegrationConfiguration`. The integration takes over its name and notes.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = generic::written(call, draft, &call.body)?;
    let id = call.param("integrationId");
    let path = format!("{COLLECTION}/{id}");
    let config = stored::at(draft, &format!("{path}/config/current/"))?.entity.clone();
    let field = |name: &str| config.get(name).cloned().unwrap_or_default();
    let integration = stored::amend(draft, &path, json!({ "name": field("name"), "notes": field("notes") }))?;
    let kind = integration.entity.get("integrationType").and_then(|kind| kind.get("id")).and_then(Value::as_str);
    if kind == Some(CUSTOM.0) && credential_kind(draft, &field("credentials")[CUSTOM.1]).as_deref() == Some(CUSTOM.2) {
        make_auth_action(draft, &id);
    }
    Reply::json(&done.body)
}

/// The type of a stored credential.
fn credential_kind(draft: &Draft<'_>, credentials: &Value) -> Option<String> {
    let credential = draft.resources().get(&format!("{COLLECTION}/credentials/{}", credentials["id"].as_str()?))?;
    Some(credential.entity.get("type")?.get("name")?.as_str()?.to_owned())
}

/// The action that fetches the integration's token; its id is made of the integration's.
fn make_auth_action(draft: &mut Draft<'_>, integration: &str) {
    let id = format!("customAuth_-_{integration}");
    let path = format!("{ACTIONS}/{id}");
    if draft.resources().get(&path).is_some() {
        return;
    }
    let action = json!({
        "id": id, "name": "Custom Auth", "integrationId": integration, "category": "Custom Auth", "version": 1, "secure": true,
        "config": {
            "request": { "requestUrlTemplate": "", "requestType": "POST", "headers": {}, "requestTemplate": "${input.rawRequest}" },
            "response": { "translationMap": {}, "translationMapDefaults": {}, "successTemplate": "${rawResult}" },
        },
    });
    draft.put_resource(&path, stored::object(action));
}
