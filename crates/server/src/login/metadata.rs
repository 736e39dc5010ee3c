//! `GET /.well-known/oauth-authorization-server` (RFC 8414 §3). Like the real document it leaves out
//! what is legacy, the password grant and the implicit one.

use axum::Json;
use postern_model::settings::{Presence, Treatment};
use serde_json::{Value, json};

use crate::platform::Platform;

/// The metadata document.
pub(crate) fn document(platform: &Platform) -> Json<Value> {
    let url = &platform.url;
    let organization = platform.first();
    let settings = &organization.profile().settings;
    let posted = settings.token_client_secret_post == Treatment::Accept;
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
        // RFC 9207 §3; the real document has no such member.
        "authorization_response_iss_parameter_supported": settings.authorize_iss == Presence::Send,
        "service_documentation": "https://developer.genesys.cloud/authorization",
    }))
}
