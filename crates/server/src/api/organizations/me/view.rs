//! The organization on the wire (API description: `Organization`).

use postern_org::Organization;
use serde_json::{Map, Value, json};

/// The record as clients see it.
pub fn view(organization: &Organization) -> Value {
    let profile = organization.profile();
    let mut record = profile.other.clone();
    let mut put = |name: &str, value: Value| drop(record.insert(name.to_owned(), value));
    put("id", json!(profile.id));
    put("name", json!(profile.name));
    put("thirdPartyOrgName", json!(profile.third_party_org_name));
    put("version", json!(profile.version));
    put("features", organization.features().map(|(name, on)| (name.to_owned(), json!(on))).collect::<Map<_, _>>().into());
    put("selfUri", json!("/api/v2/organizations/me"));
    Value::Object(record)
}
