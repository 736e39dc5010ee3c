//! The good response that every defect starts from, in canonical form.

use super::{Key, sign, swap_all};

/// The moment at which the messages are good.
pub const NOW: &str = "2026-03-01T12:00:00Z";
/// The identity provider's entity id.
pub const ISSUER: &str = "https://idp.example/md";
/// The service provider's entity id.
pub const AUDIENCE: &str = "urn:postern:acme";
/// Where responses are posted.
pub const ACS: &str = "https://login.example.org/saml";
/// Where grants are posted.
pub const TOKEN_ENDPOINT: &str = "https://login.example.org/oauth/token";
/// The request that is answered.
pub const REQUEST: &str = "_request1";
/// Who signs in.
pub const EMAIL: &str = "alice@example.org";
/// The organization's short name.
pub const ORGANIZATION: &str = "acme";

/// An unsigned assertion.
pub fn assertion() -> String {
    [
        r#"<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_assertion1" IssueInstant="2026-03-01T11:59:50Z" Version="2.0">"#,
        "<saml:Issuer>https://idp.example/md</saml:Issuer>",
        r#"<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">alice@example.org</saml:NameID>"#,
        r#"<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">"#,
        r#"<saml:SubjectConfirmationData InResponseTo="_request1" NotOnOrAfter="2026-03-01T12:05:00Z" Recipient="https://login.example.org/saml">"#,
        "</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>",
        r#"<saml:Conditions NotBefore="2026-03-01T11:59:30Z" NotOnOrAfter="2026-03-01T12:05:00Z">"#,
        "<saml:AudienceRestriction><saml:Audience>urn:postern:acme</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
        r#"<saml:AuthnStatement AuthnInstant="2026-03-01T11:59:50Z" SessionIndex="_session1" SessionNotOnOrAfter="2026-03-01T20:00:00Z">"#,
        "<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>",
        "</saml:AuthnContext></saml:AuthnStatement>",
        r#"<saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>alice@example.org</saml:AttributeValue></saml:Attribute>"#,
        r#"<saml:Attribute Name="OrganizationName"><saml:AttributeValue>acme</saml:AttributeValue></saml:Attribute>"#,
        r#"<saml:Attribute Name="ServiceName"><saml:AttributeValue>directory</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"#,
        "</saml:Assertion>",
    ]
    .concat()
}

/// The same text for another person, under another id.
pub fn evil(text: &str) -> String {
    swap_all(&text.replace("_assertion1", "_evil1"), EMAIL, "admin@example.org")
}

/// The same text for another person, ids untouched.
pub fn tampered(text: &str) -> String {
    swap_all(text, EMAIL, "admin@example.org")
}

/// An unsigned response around an assertion.
pub fn in_response(inner: &str) -> String {
    [
        r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://login.example.org/saml" ID="_response1" "#,
        r#"InResponseTo="_request1" IssueInstant="2026-03-01T11:59:50Z" Version="2.0">"#,
        r#"<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.example/md</saml:Issuer>"#,
        r#"<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>"#,
        inner,
        "</samlp:Response>",
    ]
    .concat()
}

/// An unsigned response.
pub fn response() -> String {
    in_response(&assertion())
}

/// A response whose assertion is signed, after `edit`.
pub fn with_signed_assertion(edit: impl Fn(&str) -> String) -> String {
    in_response(&sign(&edit(&assertion()), Key::First))
}

/// A response that is signed as a whole, after `edit`.
pub fn response_signed(edit: impl Fn(&str) -> String) -> String {
    sign(&edit(&response()), Key::First)
}

/// A response whose assertion is signed, and itself.
pub fn both_signed() -> String {
    sign(&with_signed_assertion(str::to_owned), Key::First)
}
