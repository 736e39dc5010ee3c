use serde_json::json;

use super::super::{CORE, ENTERPRISE, GENESYS, SPELLINGS, V2, refusal};
use crate::harness::Local;

#[tokio::test]
async fn people_have_two_extensions() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/resourcetypes/User")).await;
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "id": "User", "name": "User", "description": "A person",
            "endpoint": "/users", "schema": CORE,
            "schemaExtensions": [{ "schema": ENTERPRISE, "required": false }, { "schema": GENESYS, "required": false }],
            "meta": { "resourceType": "ResourceType", "location": format!("{}{spelling}/resourcetypes/User", local.running.url) },
        });
        assert_eq!((reply.status, reply.body), (200, expected));
    }
}

#[tokio::test]
async fn what_is_no_resource_type_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.get(&format!("{V2}/resourcetypes/Device")).await;
    assert_eq!(refusal(&reply), (404, "", "resource type `Device` was not found"));
}
