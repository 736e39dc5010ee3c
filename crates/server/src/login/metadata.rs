//! `GET /.well-known/oauth-authorization-server` (RFC 8414 §3). It has the members of the real
//! document, which leaves out what is legacy: the password grant and the implicit one.

use axum::Json;
use serde_json::{Value, json};

use crate::platform::Platform;

/// The metadata document.
pub(crate) fn document(platform: &Platform) -> Json<Value> {
    let url = &platform.url;
    let posted = platform.first().profile().settings.token_client_secret_post == postern_model::settings::Treatment::Accept;
    let methods: &[&str] = if posted { &["client_secret_basic", "client_secret_post"] } else { &["client_secret_basic"] };
    Json(json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/oauth/authorize"),
        "token_endpoint": format!("{url}/oauth/token"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": postern_oauth::grants::ADVERTISED,
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": methods,
        "service_documentation": "https://developer.genesys.cloud/authorization",
    }))
}
