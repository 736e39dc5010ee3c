//! `PUT /api/v2/webdeployments/configurations/{configurationId}/versions/draft`: another draft in the place of this one.

use postern_org::Draft;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    generic,
};

/// What the service sets itself.
const KEPT: [&str; 5] = ["id", "version", "status", "dateCreated", "createdUser"];

/// Answers the new draft. What the request leaves out is cleared.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let old = super::found(call, draft)?;
    let mut entity: Map<String, Value> = call.read()?;
    entity.retain(|_, value| !value.is_null());
    for name in KEPT {
        entity.remove(name);
        if let Some(value) = old.entity.get(name) {
            entity.insert(name.to_owned(), value.clone());
        }
    }
    entity.insert("dateModified".to_owned(), json!(call.now));
    draft.put_resource(&super::configuration(call), entity.clone());
    let made = draft.put_resource(&old.path, entity);
    draft.log(
        "WebDeployments",
        "Update",
        ("WebDeploymentConfiguration", &call.param("configurationId"), made.name().unwrap_or_default()),
        Vec::new(),
    );
    Reply::json(&generic::shown(call, draft, &made))
}
