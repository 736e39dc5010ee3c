//! What must hold for every input: nothing panics, and nobody signs in but whom the identity provider named.

use std::sync::OnceLock;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use postern_model::Timestamp;
use postern_model::settings::{SignedElement, Treatment};
use postern_saml::{
    Accepted, Binding, Delivery, Endpoint, Idp, NameIdFormat, PendingLogin, Policy, Refusal, Sp, TrustedKey, Use, accept, hint,
    parse_idp_metadata, verify_logout_request, verify_logout_response,
};

// Testkit's toy identity provider without the crates that the rest of testkit needs: they would take minutes to build.
#[path = "../../crates/testkit/src/idp/mod.rs"]
pub mod idp;
mod seeds;

use idp::Key;
pub use seeds::write_seeds;

/// What the first byte of an input chooses: which door the rest comes to.
pub mod door {
    /// A response, not yet in base64, as a browser's.
    pub const BROWSER: u8 = b'b';
    /// The same as a grant.
    pub const GRANT: u8 = b'g';
    /// A form value.
    pub const VALUE: u8 = b'v';
    /// A logout message as a query.
    pub const QUERY: u8 = b'q';
    /// A logout message as a form value, not yet in base64.
    pub const LOGOUT: u8 = b'l';
    /// An identity provider's metadata.
    pub const METADATA: u8 = b'm';
    /// A certificate.
    pub const CERTIFICATE: u8 = b'c';
}

/// Addresses that the identity provider signed in one of the seeds.
const SIGNED: [&str; 3] = [idp::EMAIL, "alice@EXAMPLE.org", "alice@ex\u{430}mple.org"];

struct Parties {
    sp: Sp,
    idp: Idp,
    now: Timestamp,
    pending: [PendingLogin; 1],
}

fn parties() -> &'static Parties {
    static PARTIES: OnceLock<Parties> = OnceLock::new();
    PARTIES.get_or_init(|| {
        let now = Timestamp::parse(idp::NOW).expect("a moment");
        let key = |key: Key| TrustedKey::from_text(key.certificate()).expect("a test certificate");
        let sp = Sp {
            entity_id: idp::AUDIENCE.to_owned(),
            acs: idp::ACS.to_owned(),
            slo: "https://login.example.org/saml/logout".to_owned(),
            organization: idp::ORGANIZATION.to_owned(),
            signing: None,
            certificate: None,
            policy: Policy {
                signed_element: SignedElement::Either,
                sha1: Treatment::Accept,
                unsolicited: Treatment::Accept,
                missing_organization_name: Treatment::Accept,
            },
        };
        let idp = Idp {
            id: "okta".to_owned(),
            issuer: idp::ISSUER.to_owned(),
            keys: [Key::First, Key::Second, Key::P256, Key::P384].map(key).to_vec(),
            sso: Endpoint { binding: Binding::Redirect, location: String::new() },
            slo: None,
            name_id_format: NameIdFormat::EmailAddress,
            sign_requests: false,
            force_authn: false,
        };
        Parties { sp, idp, now, pending: [PendingLogin { id: idp::REQUEST.to_owned(), idp: "okta".to_owned(), issued: now }] }
    })
}

/// Brings an input to its door.
///
/// # Panics
/// When something is let in that the identity provider did not sign.
pub fn examine(input: &[u8]) {
    const SKEW: Duration = Duration::from_secs(10);
    let Some((&chosen, rest)) = input.split_first() else { return };
    let Parties { sp, idp, now, pending } = parties();
    let browser = |value: &[u8]| nobody_else(accept(value, sp, idp, Use::WebLogin { pending }, *now, SKEW).outcome);
    let grant = Use::BearerGrant { recipients: &[idp::ACS, idp::TOKEN_ENDPOINT], audiences: &[idp::ACS] };
    match chosen {
        door::BROWSER => browser(STANDARD.encode(rest).as_bytes()),
        door::GRANT => nobody_else(accept(STANDARD.encode(rest).as_bytes(), sp, idp, grant, *now, SKEW).outcome),
        door::VALUE => {
            browser(rest);
            let _ = hint(rest);
        }
        door::QUERY => {
            let Ok(query) = std::str::from_utf8(rest) else { return };
            let _ = verify_logout_request(Delivery::Redirect(query), sp, idp, *now, SKEW);
            let _ = verify_logout_response(Delivery::Redirect(query), sp, idp, "_logout1", *now, SKEW);
        }
        door::LOGOUT => {
            let value = STANDARD.encode(rest);
            let _ = verify_logout_request(Delivery::Post(value.as_bytes()), sp, idp, *now, SKEW);
            let _ = verify_logout_response(Delivery::Post(value.as_bytes()), sp, idp, "_logout1", *now, SKEW);
        }
        door::METADATA => drop(parse_idp_metadata(rest, *now)),
        door::CERTIFICATE => {
            let _ = TrustedKey::from_der(rest);
            let _ = std::str::from_utf8(rest).map(TrustedKey::from_text);
        }
        _ => {}
    }
}

fn nobody_else(outcome: Result<Accepted, Refusal>) {
    if let Ok(accepted) = outcome {
        assert!(SIGNED.contains(&accepted.email.as_str()), "{accepted:?}");
        assert_eq!(accepted.subject.value, idp::EMAIL, "{accepted:?}");
        assert_eq!(accepted.issuer, idp::ISSUER, "{accepted:?}");
    }
}
