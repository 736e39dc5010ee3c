//! Filters, patches and projections, without a server.
#![allow(clippy::unwrap_used, reason = "a test may stop loudly")]

mod filters;
mod patches;
mod projections;
mod properties;

use serde_json::{Map, Value, json};

/// A person with a value in every attribute that has any.
pub fn person() -> Map<String, Value> {
    let person = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": "42", "userName": "Ada@bank.example", "displayName": "Ada", "active": true, "title": "Clerk", "externalId": "A-7",
        "emails": [{ "type": "other", "value": "Ada@bank.example", "primary": true }, { "type": "work", "value": "ada@work.example" }],
        "phoneNumbers": [{ "type": "work", "value": "+13175550100" }],
        "groups": [{ "type": "Group", "value": "g1" }],
        "roles": [{ "value": "employee" }],
        ENTERPRISE: { "department": "Loans", "employeeNumber": "007", "manager": { "value": "m1" } },
        GENESYS: { "externalIds": [{ "authority": "https://idp.example", "value": "Ada1" }], "routingSkills": [{ "name": "Tax", "proficiency": 3.0 }] },
        "meta": { "resourceType": "User", "version": "\"3\"", "lastModified": "2026-03-01T10:00:00.500Z" },
    });
    match person {
        Value::Object(person) => person,
        _ => Map::new(),
    }
}

pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
pub const GENESYS: &str = "urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User";
