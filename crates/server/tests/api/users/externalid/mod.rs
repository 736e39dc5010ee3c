mod create;
mod delete;
mod get;
mod list;
mod person;

use serde_json::{Value, json};

use super::{at, made};
use crate::harness::Local;

/// Ada, called `A1` by an identity provider.
pub async fn ada(local: &Local) -> Value {
    let ada = made(local, "Ada").await;
    let body = json!({ "authorityName": IDP, "externalKey": "A1" });
    assert_eq!(local.admin.post(&under(&ada), body).await.outcome(), "201");
    ada
}

/// Authorities of single sign-on are addresses.
pub const IDP: &str = "https://idp.example/saml";

/// The same in a path.
pub const IDP_IN_PATH: &str = "https%3A%2F%2Fidp%2Eexample%2Fsaml";

/// Where a person's external ids are.
pub fn under(user: &Value) -> String {
    format!("{}/externalid", at(user))
}
