//! A scope on the wire (API description: `OAuthScope`).

use postern_catalog::Scope;
use serde_json::{Value, json};

/// What a scope lets an application do, made from its name.
pub fn description(name: &str) -> String {
    let (family, access) = match name.split_once(':') {
        Some((family, _)) => (family, "View"),
        None => (name, "View and change"),
    };
    format!("{access} {}", family.replace('-', " "))
}

/// A scope.
pub fn read(scope: &Scope) -> Value {
    json!({
        "id": scope.name,
        "description": description(scope.name),
        "selfUri": format!("/api/v2/oauth/scopes/{}", scope.name),
    })
}
