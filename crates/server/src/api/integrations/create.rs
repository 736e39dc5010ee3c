//! `POST /api/v2/integrations`: installs an integration of a type, with a configuration to fill in.

use postern_org::Draft;
use serde_json::{Value, json};

use super::COLLECTION;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    stored,
};

/// Answers the `Integration`, which is disabled. It is named after its type unless the request names it (official clients
/// do not).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let kind = call.body["integrationType"]["id"].as_str().unwrap_or_default();
    let found = draft.resources().get(&format!("{COLLECTION}/types/{kind}")).cloned();
    let known = found.ok_or_else(|| Fault::bad_request(format!("there is no integration type `{kind}`")))?;
    let name = call.body["name"].as_str().filter(|name| !name.is_empty()).or(known.name()).unwrap_or(kind).to_owned();
    let id = draft.fresh_id::<()>().to_string();
    let path = format!("{COLLECTION}/{id}");
    let mut entity = stored::object(json!({
        "id": id, "name": name, "intendedState": "DISABLED", "notes": "",
        "integrationType": { "id": kind, "name": known.name(), "selfUri": format!("/api/v2{}", known.path) },
        "reportedState": { "code": "INACTIVE", "effective": "INACTIVE", "lastUpdated": call.now },
    }));
    if kind == "webhook" {
        let hook = draft.fresh_id::<()>().to_string();
        entity.insert("attributes".to_owned(), webhook(call, &hook));
    }
    let config = json!({
        "id": id, "name": name, "version": 1, "properties": {}, "advanced": {}, "notes": "", "credentials": {},
    });
    let integration = draft.put_resource(&path, entity);
    draft.put_resource(&format!("{path}/config/current/"), stored::object(config));
    draft.log("Integrations", "Create", ("Integration", &id, &name), Vec::new());
    Reply::json(&stored::shown(call, draft, "Integration", &integration))
}

/// What a webhook integration is called by from outside (Terraform provider, data source `integration_webhook`).
fn webhook(call: &Call<'_>, hook: &str) -> Value {
    json!({ "webhookId": hook, "invocationUrl": format!("{}/api/v2/integrations/webhooks/{hook}/events", call.platform.url) })
}
