//! What the record of a provider must hold.

use postern_model::settings::Treatment;
use serde_json::{Map, Value};

use super::{Form, Kind};
use crate::{Draft, Refusal, certificate};

/// How many certificates one provider may have (help centre).
pub const MOST_CERTIFICATES: usize = 5;
/// How many bytes a logo may have: 25 kB, taken as 25 × 1,024 (help centre).
pub const LARGEST_LOGO: usize = 25_600;

/// The text of a field; empty is the same as absent.
pub(super) fn text<'a>(record: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    record.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Refuses a record that lacks what its kind needs, or holds what cannot be used.
pub(super) fn check(draft: &Draft<'_>, kind: Kind, record: &Map<String, Value>) -> Result<(), Refusal> {
    if kind.form == Form::Login {
        return Ok(());
    }
    if kind.form == Form::Any {
        check_name_and_logo(record)?;
    }
    let loopback_http = draft.profile().settings.identity_providers_loopback_http;
    if !text(record, "ssoTargetURI").is_some_and(|address| is_target(address, loopback_http)) {
        return Err(Refusal::bad(
            "invalid.target.url",
            "`ssoTargetURI` must be an https address, such as `https://login.example.com/saml`",
        ));
    }
    if text(record, "issuerURI").is_none() {
        return Err(Refusal::bad("missing.issuer.uri", "`issuerURI` must be given: the entity id of the identity provider"));
    }
    check_certificates(draft, record)
}

fn check_name_and_logo(record: &Map<String, Value>) -> Result<(), Refusal> {
    if text(record, "name").is_none_or(|name| name.trim().is_empty()) {
        return Err(Refusal::bad("missing.provider.name", "`name` must be given"));
    }
    // Base64: four characters for three bytes.
    let logo = text(record, "logoImageData").map_or(0, |logo| logo.trim_end_matches('=').len() * 3 / 4);
    if logo > LARGEST_LOGO {
        let text = format!("`logoImageData` holds {logo} bytes; a logo may have at most {LARGEST_LOGO}");
        return Err(Refusal::bad("provider.logo.too.large", text));
    }
    Ok(())
}

/// Whether people may be sent to an address: `https` with a host, and `http` to this machine where the organization allows
/// that. Only its look is checked; people's browsers go there, Postern does not.
fn is_target(address: &str, loopback_http: Treatment) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let good = match scheme.to_ascii_lowercase().as_str() {
        "https" => !authority.is_empty(),
        "http" => loopback_http == Treatment::Accept && is_loopback(authority),
        _ => false,
    };
    good && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_loopback(authority: &str) -> bool {
    let port = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let host = authority.rsplit_once(':').filter(|(_, text)| port(text)).map_or(authority, |(host, _)| host);
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "[::1]"
}

fn check_certificates(draft: &Draft<'_>, record: &Map<String, Value>) -> Result<(), Refusal> {
    let several = record.get("certificates").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if several.len() > MOST_CERTIFICATES {
        let text = format!("`certificates` holds {} certificates; at most {MOST_CERTIFICATES} are allowed", several.len());
        return Err(Refusal::bad("bad.request", text));
    }
    if let Some(single) = text(record, "certificate") {
        certificate::check("certificate", single, draft.now())?;
    }
    let check = |(at, certificate): (usize, &Value)| {
        certificate::check(&format!("certificates[{at}]"), certificate.as_str().unwrap_or_default(), draft.now())
    };
    several.iter().enumerate().try_for_each(check)
}
