//! The party under test, as the toy identity provider knows it.

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_model::Timestamp;
use postern_model::settings::{SignedElement, Treatment};
use postern_saml::{
    Accepted, Binding, Code, Endpoint, Idp, NameIdFormat, PendingLogin, Policy, Refusal, Sp, TrustedKey, Use, Verdict, accept,
};
use postern_testkit::idp::{self, Key};

pub fn now() -> Timestamp {
    Timestamp::parse(idp::NOW).expect("the moment of the messages")
}

pub fn sp() -> Sp {
    Sp {
        entity_id: idp::AUDIENCE.to_owned(),
        acs: idp::ACS.to_owned(),
        slo: "https://login.example.org/saml/logout".to_owned(),
        organization: idp::ORGANIZATION.to_owned(),
        signing: None,
        certificate: None,
        policy: Policy {
            signed_element: SignedElement::Either,
            sha1: Treatment::Refuse,
            unsolicited: Treatment::Accept,
            missing_organization_name: Treatment::Refuse,
        },
    }
}

pub fn trusted(key: Key) -> TrustedKey {
    TrustedKey::from_text(key.certificate()).expect("a test certificate")
}

pub fn provider() -> Idp {
    Idp {
        id: "okta".to_owned(),
        issuer: idp::ISSUER.to_owned(),
        keys: [Key::First, Key::Second, Key::P256, Key::P384].map(trusted).to_vec(),
        sso: Endpoint { binding: Binding::Redirect, location: "https://idp.example/sso".to_owned() },
        slo: Some(Endpoint { binding: Binding::Redirect, location: "https://idp.example/slo?a=b".to_owned() }),
        name_id_format: NameIdFormat::EmailAddress,
        sign_requests: true,
        force_authn: false,
    }
}

pub fn pending() -> PendingLogin {
    PendingLogin { id: idp::REQUEST.to_owned(), idp: "okta".to_owned(), issued: now().plus_seconds(-30) }
}

pub fn encoded(message: &[u8]) -> Vec<u8> {
    STANDARD.encode(message).into_bytes()
}

/// Examines a message that is not yet in base64, as a browser's.
pub fn login_as(message: &[u8], sp: &Sp, provider: &Idp) -> Verdict {
    accept(&encoded(message), sp, provider, Use::WebLogin { pending: &[pending()] }, now(), Duration::from_secs(10))
}

pub fn login(message: impl AsRef<[u8]>) -> Result<Accepted, Refusal> {
    login_as(message.as_ref(), &sp(), &provider()).outcome
}

/// The reason as text, or `ok`.
pub fn code(outcome: &Result<Accepted, Refusal>) -> &'static str {
    outcome.as_ref().map_or_else(|refusal| refusal.code.code(), |_| "ok")
}

pub fn reason(outcome: Result<Accepted, Refusal>) -> Code {
    outcome.expect_err("it is refused").code
}

/// What a caller keeps of used ids: the other half of replay protection, as small as it can be.
#[derive(Default)]
pub struct Spent(BTreeSet<String>);

impl Spent {
    pub fn spend(&mut self, accepted: &Accepted) -> &'static str {
        self.spend_id(&format!("{} {}", accepted.issuer, accepted.assertion_id))
    }

    pub fn spend_id(&mut self, id: &str) -> &'static str {
        if self.0.insert(id.to_owned()) { "ok" } else { Code::Replayed.code() }
    }
}
