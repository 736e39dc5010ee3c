use serde_json::json;

use super::super::{ENTERPRISE, SPELLINGS, V2, refusal};
use crate::harness::Local;

#[tokio::test]
async fn a_schema_says_of_each_attribute_what_it_is() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/schemas/{ENTERPRISE}")).await;
        assert_eq!((reply.status, &reply.body["id"]), (200, &json!(ENTERPRISE)));
        let manager = &reply.body["attributes"][2];
        assert_eq!(
            *manager,
            json!({
                "name": "manager", "type": "complex", "multiValued": false, "description": "The person's manager", "required": false,
                "mutability": "readWrite", "returned": "default",
                "subAttributes": [
                    {
                        "name": "value", "type": "string", "multiValued": false, "description": "The manager's id", "required": false,
                        "mutability": "readWrite", "returned": "default", "caseExact": true, "uniqueness": "none",
                    },
                    {
                        "name": "$ref", "type": "reference", "multiValued": false, "description": "Where it is", "required": false,
                        "mutability": "readOnly", "returned": "default", "caseExact": true, "uniqueness": "none", "referenceTypes": ["User"],
                    },
                ],
            })
        );
    }
}

#[tokio::test]
async fn what_is_no_schema_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.get(&format!("{V2}/schemas/urn:none")).await;
    assert_eq!(refusal(&reply), (404, "", "schema `urn:none` was not found"));
}
