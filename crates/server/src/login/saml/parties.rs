//! A provider's record as the two parties of the SAML library, and whom a good response names.

use postern_model::{Id, Provider, User};
use postern_org::Organization;
use postern_saml::{Accepted, Binding, Endpoint, Idp, NameIdFormat, Policy, Sp, TrustedKey};
use serde_json::Value;

use crate::platform::Platform;

/// How many certificates of a record count (help centre).
const MOST_KEYS: usize = 5;

/// Why a record is of no use for signing in. What a key is good for is known when it is configured: a record without one
/// is not a record whose messages need no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It is the platform's own login, or has no issuer.
    Issuer,
    /// It has no address to send people to.
    Target,
    /// It has no certificate that can be read.
    Key,
}

impl Unusable {
    /// What is wrong, for the trace.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Issuer => "the provider's record has no `issuerURI`",
            Self::Target => "the provider's record has no usable `ssoTargetURI`",
            Self::Key => "the provider's record has no certificate that can be read",
        }
    }
}

/// The two parties of one provider's record, if its messages can be verified. Our own key is not among it: see
/// `login::saml::key`, whoever signs.
pub(crate) fn parties(platform: &Platform, organization: &Organization, provider: &Provider) -> Result<(Sp, Idp), Unusable> {
    let (sp, idp) = described(platform, organization, provider)?;
    if idp.keys.is_empty() { Err(Unusable::Key) } else { Ok((sp, idp)) }
}

/// The same, whether there is a key yet or not: for what we say of ourselves.
pub(super) fn described(platform: &Platform, organization: &Organization, provider: &Provider) -> Result<(Sp, Idp), Unusable> {
    let text = |field: &str| provider.other.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
    let is_set = |field: &str| provider.other.get(field).and_then(Value::as_bool).unwrap_or(false);
    let profile = organization.profile();
    let sp = Sp {
        // Inferred: who leaves it empty gets the login host's address.
        entity_id: text("relyingPartyIdentifier").unwrap_or(&platform.url).to_owned(),
        acs: format!("{}/saml", platform.url),
        slo: format!("{}/saml/logout", platform.url),
        organization: profile.third_party_org_name.clone(),
        signing: None,
        certificate: None,
        policy: Policy::from(&profile.settings),
    };
    // Inferred: people are redirected where the record does not say how they get there; older articles know nothing else.
    let endpoint = |uri: &str, binding: &str| {
        let location = text(uri).filter(|location| is_web(location))?;
        Some(Endpoint { binding: text(binding).and_then(Binding::parse).unwrap_or(Binding::Redirect), location: location.to_owned() })
    };
    let idp = Idp {
        id: provider.id.clone(),
        issuer: text("issuerURI").ok_or(Unusable::Issuer)?.to_owned(),
        keys: keys(provider),
        sso: endpoint("ssoTargetURI", "ssoBinding").ok_or(Unusable::Target)?,
        slo: endpoint("sloURI", "sloBinding"),
        name_id_format: text("nameIdentifierFormat").and_then(NameIdFormat::parse).unwrap_or_default(),
        sign_requests: is_set("signAuthnRequests"),
        force_authn: is_set("forceAuthn"),
    };
    Ok((sp, idp))
}

/// The keys of `certificates` and of the single `certificate`, each once.
fn keys(provider: &Provider) -> Vec<TrustedKey> {
    let several = provider.other.get("certificates").and_then(Value::as_array).into_iter().flatten();
    let texts = several.chain(provider.other.get("certificate")).filter_map(Value::as_str);
    let mut keys: Vec<TrustedKey> = Vec::new();
    for key in texts.filter_map(|text| TrustedKey::from_text(text).ok()) {
        if !keys.contains(&key) && keys.len() < MOST_KEYS {
            keys.push(key);
        }
    }
    keys
}

/// A browser is sent there, so it must be a plain web address: no `javascript:`, nothing that breaks a header.
fn is_web(location: &str) -> bool {
    let scheme = location.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("https" | "http")) && location.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whom a good response names: who has the address (attribute `email`), letter case aside; else who has the name
/// (`NameID`) as an external id under the provider's issuer (help centre: signing in without an e-mail address). Whether
/// that person may come in is `admit`'s to say.
pub(crate) fn user_of(organization: &Organization, accepted: &Accepted) -> Option<Id<User>> {
    let by_email = organization.user_with_email(&accepted.email);
    by_email.or_else(|| organization.user_with_external_id(&accepted.issuer, &accepted.subject.value)).map(|user| user.id)
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_a_plain_web_address_is_a_place_to_send_a_browser_to() {
        let good = ["https://idp.example/sso?a=b#c", "http://127.0.0.1:8080/sso"];
        let bad =
            ["javascript:alert(1)", "//idp.example/sso", "ftp://idp.example", "https://idp.example/a b", "https://idp.example/\r\nA:b"];
        assert_eq!((good.map(is_web), bad.map(is_web)), ([true; 2], [false; 5]));
    }
}
