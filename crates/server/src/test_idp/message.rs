//! Writing responses, by hand and in canonical form.

use postern_model::Timestamp;

const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(super) const EMAIL_FORMAT: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

/// What a response says.
#[derive(Clone)]
pub(super) struct Says {
    pub(super) response_id: String,
    pub(super) assertion_id: String,
    pub(super) issuer: String,
    pub(super) issued: Timestamp,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) audience: String,
    pub(super) recipient: String,
    pub(super) in_response_to: Option<String>,
    /// The person's address; also the name.
    pub(super) person: String,
    /// Whether the attribute `email` is there.
    pub(super) email: bool,
    pub(super) organization: String,
    pub(super) session_index: String,
}

/// A text inside markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Says {
    /// The assertion, unsigned.
    pub(super) fn assertion(&self) -> String {
        let Self { assertion_id, issued, from, until, session_index, .. } = self;
        let [issuer, audience, recipient, person] = [&self.issuer, &self.audience, &self.recipient, &self.person].map(|text| escaped(text));
        let email = if self.email { attribute("email", &person) } else { String::new() };
        let organization = attribute("OrganizationName", &escaped(&self.organization));
        [
            format!(r#"<saml:Assertion xmlns:saml="{SAML}" ID="{assertion_id}" IssueInstant="{issued}" Version="2.0">"#),
            format!("<saml:Issuer>{issuer}</saml:Issuer>"),
            format!(r#"<saml:Subject><saml:NameID Format="{EMAIL_FORMAT}">{person}</saml:NameID>"#),
            r#"<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">"#.to_owned(),
            format!(r#"<saml:SubjectConfirmationData{} NotOnOrAfter="{until}" Recipient="{recipient}">"#, self.answers()),
            "</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>".to_owned(),
            format!(r#"<saml:Conditions NotBefore="{from}" NotOnOrAfter="{until}"><saml:AudienceRestriction>"#),
            format!("<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"),
            format!(r#"<saml:AuthnStatement AuthnInstant="{issued}" SessionIndex="{session_index}"><saml:AuthnContext>"#),
            "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>".to_owned(),
            "</saml:AuthnContext></saml:AuthnStatement>".to_owned(),
            format!("<saml:AttributeStatement>{email}{organization}</saml:AttributeStatement></saml:Assertion>"),
        ]
        .concat()
    }

    /// The response around it.
    pub(super) fn response(&self, inner: &str) -> String {
        let Self { response_id, issued, .. } = self;
        let [issuer, recipient] = [&self.issuer, &self.recipient].map(|text| escaped(text));
        [
            format!(r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="{recipient}" ID="{response_id}""#),
            format!(r#"{} IssueInstant="{issued}" Version="2.0"><saml:Issuer xmlns:saml="{SAML}">{issuer}</saml:Issuer>"#, self.answers()),
            r#"<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>"#
                .to_owned(),
            format!("{inner}</samlp:Response>"),
        ]
        .concat()
    }

    fn answers(&self) -> String {
        self.in_response_to.as_ref().map(|id| format!(r#" InResponseTo="{}""#, escaped(id))).unwrap_or_default()
    }
}

fn attribute(name: &str, value: &str) -> String {
    format!(r#"<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>"#)
}
