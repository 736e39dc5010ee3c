//! Schemas and kinds of resources on the wire (API description: `ScimV2SchemaDefinition`, `ScimConfigResourceType`).

use serde_json::{Map, Value, json};

use super::{Attribute, Kind, ResourceType, Schema};

/// A schema under the base address `base`.
pub fn schema(schema: &Schema, base: &str) -> Value {
    json!({
        // Not in the API description, but every resource says what it is (RFC 7643 §3), and clients look for it.
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": schema.id,
        "name": schema.name,
        "description": schema.description,
        "attributes": schema.attributes.iter().map(attribute).collect::<Vec<_>>(),
        "meta": { "resourceType": "Schema", "location": format!("{base}/schemas/{}", schema.id) },
    })
}

/// A kind of resource under the base address `base`.
pub fn resource_type(kind: &ResourceType, base: &str) -> Value {
    let extensions = kind.extensions.iter().map(|extension| json!({ "schema": extension.id, "required": false }));
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": kind.name,
        "name": kind.name,
        "description": kind.description,
        "endpoint": kind.endpoint,
        "schema": kind.core.id,
        "schemaExtensions": extensions.collect::<Vec<_>>(),
        "meta": { "resourceType": "ResourceType", "location": format!("{base}/resourcetypes/{}", kind.name) },
    })
}

fn attribute(attribute: &Attribute) -> Value {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
    put("name", json!(attribute.name));
    put("type", json!(attribute.kind.name()));
    put("multiValued", json!(attribute.multiple));
    put("description", json!(attribute.description));
    put("required", json!(attribute.required));
    put("mutability", json!(attribute.mutability.name()));
    put("returned", json!(attribute.returned.name()));
    match attribute.kind {
        Kind::Complex => put("subAttributes", attribute.parts.iter().map(self::attribute).collect()),
        Kind::Text | Kind::Reference => {
            put("caseExact", json!(attribute.case_exact));
            put("uniqueness", json!(if attribute.unique { "server" } else { "none" }));
        }
        Kind::Boolean | Kind::Decimal | Kind::DateTime => {}
    }
    if !attribute.canonical.is_empty() {
        put("canonicalValues", json!(attribute.canonical));
    }
    if attribute.kind == Kind::Reference {
        put("referenceTypes", json!(attribute.references));
    }
    Value::Object(view)
}
