//! `/api/v2/users/{userId}/externalid`: what a person is called elsewhere (API description: `UserExternalIdentifier`).

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod person;

use postern_model::User;
use postern_org::{ExternalIds, Organization, Refusal};
use serde_json::{Value, json};

use crate::{call::Call, fault::Fault};

/// The person that the path names.
fn named<'o>(call: &Call<'_>, organization: &'o Organization) -> Result<&'o User, Fault> {
    let id = call.id::<User>("userId")?;
    Ok(organization.live_user(id).ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))?)
}

/// What a person is called elsewhere.
fn all(user: &User) -> Vec<Value> {
    ExternalIds::of(&user.other).iter().map(|(authority, key)| view(user, authority, key)).collect()
}

fn view(user: &User, authority: &str, key: &str) -> Value {
    let name = percent_encoding::utf8_percent_encode(authority, percent_encoding::NON_ALPHANUMERIC);
    json!({ "authorityName": authority, "externalKey": key, "selfUri": format!("/api/v2/users/{}/externalid/{name}", user.id) })
}
