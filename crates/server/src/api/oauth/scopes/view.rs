//! A scope on the wire (API description: `OAuthScope`).

use postern_catalog::Scope;
use serde_json::{Value, json};

/// A scope; the description is made from its name.
pub fn read(scope: &Scope) -> Value {
    let (family, access) = match scope.name.split_once(':') {
        Some((family, _)) => (family, "View"),
        None => (scope.name, "View and change"),
    };
    json!({
        "id": scope.name,
        "description": format!("{access} {}", family.replace('-', " ")),
        "selfUri": format!("/api/v2/oauth/scopes/{}", scope.name),
    })
}
