//! `POST /postern/provider-record`: an identity provider's metadata as the record that the platform API takes. What the real
//! service's admin pages do when a metadata file is imported; the platform API itself takes records only.

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use postern_saml::{Binding, Endpoint, IdpMetadata, parse_idp_metadata};
use serde_json::{Value, json};

use super::refuse;
use crate::platform::Platform;

/// Answers the record, to be given a `name` and a `relyingPartyIdentifier` and sent to `/api/v2/identityproviders/…`.
pub(super) fn of(platform: &Platform, metadata: &[u8]) -> Response<Body> {
    match parse_idp_metadata(metadata, platform.clock.now()) {
        Ok(metadata) => Json(record(&metadata)).into_response(),
        Err(refusal) => refuse(StatusCode::BAD_REQUEST, &format!("the metadata cannot be used: {refusal}")),
    }
}

fn record(metadata: &IdpMetadata) -> Value {
    // A redirect needs no click where pages have no scripts.
    let preferred = |endpoints: &[Endpoint]| {
        endpoints.iter().find(|endpoint| endpoint.binding == Binding::Redirect).or_else(|| endpoints.first()).cloned()
    };
    let mut record = json!({
        "disabled": false,
        "issuerURI": metadata.entity_id,
        "certificates": metadata.certificates_base64,
        "signAuthnRequests": metadata.want_signed_requests,
    });
    if let Some(sso) = preferred(&metadata.sso) {
        record["ssoTargetURI"] = json!(sso.location);
        record["ssoBinding"] = json!(sso.binding.uri());
    }
    if let Some(slo) = preferred(&metadata.slo) {
        record["sloURI"] = json!(slo.location);
        record["sloBinding"] = json!(if slo.binding == Binding::Redirect { "HTTP Redirect" } else { "HTTP Post" });
    }
    if let Some(format) = metadata.name_id_formats.first() {
        record["nameIdentifierFormat"] = json!(format.uri());
    }
    record
}
