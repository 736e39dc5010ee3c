use serde_json::json;

use crate::ask::Machine;

const PATH: &str = "/.well-known/oauth-authorization-server";

#[tokio::test]
async fn the_metadata_says_what_this_version_serves() {
    let machine = Machine::start(&[]).await;
    let url = &machine.local.running.url;
    let reply = machine.send("GET", PATH, &[], "").await;
    assert_eq!((reply.status, reply.headers["content-type"].as_bytes()), (200, &b"application/json"[..]));
    let expected = json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/oauth/authorize"),
        "token_endpoint": format!("{url}/oauth/token"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported":
            ["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:saml2-bearer"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "authorization_response_iss_parameter_supported": true,
        "service_documentation": "https://developer.genesys.cloud/authorization",
    });
    assert_eq!(reply.body, expected);
}

#[tokio::test]
async fn the_metadata_follows_the_settings() {
    let machine = Machine::start(&[("token.client-secret-post", "refuse")]).await;
    let reply = machine.send("GET", PATH, &[], "").await;
    assert_eq!(reply.body["token_endpoint_auth_methods_supported"], json!(["client_secret_basic"]));
}

#[tokio::test]
async fn there_is_no_openid_connect() {
    let machine = Machine::start(&[]).await;
    let reply = machine.send("GET", "/.well-known/openid-configuration", &[], "").await;
    assert_eq!(reply.status, 404);
}
