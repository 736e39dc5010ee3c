//! `GET /api/v2/notifications/availabletopics`: the topics that are really announced. Details come with `expand`.

use serde_json::{Value, json};

use crate::{
    call::{Answer, Call, Reply},
    notifications::{TEMPLATES, Template},
};

/// Answers `AvailableTopicEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let expand = call.query.list("expand");
    let entities: Vec<Value> = TEMPLATES.iter().map(|template| view(call, template, &expand)).collect();
    Reply::json(&json!({ "entities": entities }))
}

fn view(call: &Call<'_>, template: &Template, expand: &[&str]) -> Value {
    let catalog = call.catalog();
    let operation = catalog.operation_named(template.operation);
    let names: Vec<&str> = operation.iter().flat_map(|operation| operation.permissions).map(|id| catalog.permission(*id).name).collect();
    let path = operation.map_or("", |operation| operation.path);
    let mut view = json!({ "id": template.id });
    let details = [
        ("description", json!(template.description)),
        ("enforced", json!(true)),
        ("visibility", json!("Public")),
        ("transports", json!(["Websocket"])),
        ("publicApiTemplateUriPaths", json!([path])),
        ("requiresPermissions", json!(names)),
        (
            "permissionDetails",
            json!([{ "type": "requiresPermissions", "permissions": names, "allowsCurrentUser": false, "enforced": true }]),
        ),
        ("topicParameters", json!(template.parameters)),
    ];
    for (name, value) in details.into_iter().filter(|(name, _)| expand.contains(name)) {
        view[name] = value;
    }
    view
}
