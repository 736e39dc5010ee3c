//! `GET /test-idp/metadata`.

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{TestIdp, issuer};
use crate::platform::Platform;

/// The certificate in base64 of DER.
pub(super) fn certificate(idp: &TestIdp) -> String {
    STANDARD.encode(&idp.pair.certificate)
}

pub(super) fn show(platform: &Platform, idp: &TestIdp) -> Response<Body> {
    let (issuer, certificate) = (issuer(platform), certificate(idp));
    let service = |name: &str, binding: &str, path: &str| {
        format!(r#"<md:{name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:{binding}" Location="{issuer}/{path}"></md:{name}>"#)
    };
    let text = [
        format!(r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{issuer}">"#),
        r#"<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">"#
            .to_owned(),
        r#"<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>"#.to_owned(),
        format!("{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"),
        service("SingleLogoutService", "HTTP-Redirect", "slo"),
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>".to_owned(),
        service("SingleSignOnService", "HTTP-Redirect", "sso"),
        service("SingleSignOnService", "HTTP-POST", "sso"),
        "</md:IDPSSODescriptor></md:EntityDescriptor>".to_owned(),
    ];
    let mut response = Response::new(Body::from(text.concat()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/samlmetadata+xml"));
    response
}
