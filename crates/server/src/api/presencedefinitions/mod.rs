//! `/api/v2/presencedefinitions`: the older view of `/api/v2/presence/definitions`.

pub mod get;
pub mod list;

use postern_org::Resource;
use serde_json::{Value, json};

use crate::{
    call::Handler,
    realtime::presence::{spaced, system},
};

/// Built operations. What writes is served from the catalogue.
pub const TABLE: &[(&str, Handler)] =
    &[("get_presencedefinitions", Handler::Read(list::handle)), ("get_presencedefinition", Handler::Read(get::handle))];

/// A definition in its older form (API description: `OrganizationPresence`). `primary` are those that the service ships.
fn view(definition: &Resource) -> Value {
    let shipped = definition.entity.get("type").and_then(Value::as_str) == Some("System");
    json!({
        "id": definition.id(),
        "name": definition.name(),
        "languageLabels": definition.entity.get("languageLabels"),
        "systemPresence": spaced(system(definition)),
        "deactivated": definition.entity.get("deactivated").and_then(Value::as_bool).unwrap_or(false),
        "primary": shipped,
        "selfUri": format!("/api/v2/presencedefinitions/{}", definition.id()),
    })
}
