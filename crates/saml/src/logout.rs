//! Logout messages that arrive, always signed (SAML profiles §4.4): in the query, or inside the XML of a form value.

use std::time::Duration;

use postern_model::Timestamp;
use roxmltree::{Document, Node};

use crate::claims::{NameId, optional_moment, owned, read_name_id};
use crate::dsig::verify;
use crate::moment::{self, Clock};
use crate::response::{check_name, check_version_and_id, decode, identifiers, status};
use crate::trace::quoted;
use crate::xml::{self, SAML, SAMLP, children, leaf, only};
use crate::{Code, Idp, Refusal, Sp, redirect};

/// How a logout message arrived.
#[derive(Clone, Copy, Debug)]
pub enum Delivery<'a> {
    /// The raw query, not decoded.
    Redirect(&'a str),
    /// The form value.
    Post(&'a [u8]),
}

/// A request of the identity provider that a person's sessions end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutRequest {
    /// Its id: insert it as a unique key, like an assertion's, and answer with it.
    pub id: String,
    /// Until when that key must be kept.
    pub replay_until: Timestamp,
    /// Whose sessions.
    pub subject: NameId,
    /// Which of them; none is all.
    pub session_indexes: Vec<String>,
    /// To be sent back with the answer; from the query only.
    pub relay_state: Option<String>,
}

/// The identity provider's answer to our request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutResponse {
    /// Whether every session ended there.
    pub done: bool,
    /// Where we wanted to go on; from the query only.
    pub relay_state: Option<String>,
}

/// What an unverified logout message says of itself, to look up which organization and provider to verify it for. Nothing
/// more may be done with it: anybody can write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutHint {
    /// Whether it asks for a logout; else it answers our request.
    pub asks: bool,
    /// Who claims to have issued it.
    pub issuer: Option<String>,
    /// The request that it claims to answer.
    pub in_response_to: Option<String>,
}

/// Reads the [`LogoutHint`] of a message.
///
/// # Errors
/// When it is not well-formed, or no logout message.
pub fn logout_hint(delivery: Delivery<'_>) -> Result<LogoutHint, Refusal> {
    let bytes = match delivery {
        Delivery::Redirect(raw_query) => redirect::unverified(raw_query)?,
        Delivery::Post(value) => decode::check(value)?.0,
    };
    let document = xml::parse_message(&bytes)?;
    let root = document.root_element();
    let asks = typed(&document, "LogoutRequest").is_ok();
    if !asks {
        typed(&document, "LogoutResponse")?;
    }
    let issuer = children(root, SAML, "Issuer").next().and_then(|node| leaf(node).ok());
    Ok(LogoutHint { asks, issuer, in_response_to: owned(root, "InResponseTo") })
}

/// How old a request without an end may be, in seconds.
const FRESH_SECONDS: i64 = 300;

/// Verifies a logout request.
///
/// # Errors
/// When it is not signed by the provider, not for us, or not of now.
pub fn verify_logout_request(delivery: Delivery<'_>, sp: &Sp, idp: &Idp, now: Timestamp, skew: Duration) -> Result<LogoutRequest, Refusal> {
    let clock = Clock::new(now, skew);
    read(delivery, "SAMLRequest", "LogoutRequest", idp, |root, relay_state| {
        let issued = check_head(root, (sp, idp), clock)?;
        let end = optional_moment(root, "NotOnOrAfter")?.unwrap_or_else(|| issued.plus_seconds(FRESH_SECONDS));
        if clock.is_over(end) {
            return Err(Refusal::new(Code::Expired, format!("a request of {now}"), format!("not on or after {end}")));
        }
        let subject = read_name_id(root)?;
        check_name(subject.as_ref())?;
        let session_indexes = children(root, SAMLP, "SessionIndex").map(leaf).collect::<Result<_, _>>()?;
        let missing = || Refusal::new(Code::NameIdMissing, "a NameID", "none");
        let id = owned(root, "ID").unwrap_or_default();
        Ok(LogoutRequest { id, replay_until: clock.end_of(end), subject: subject.ok_or_else(missing)?, session_indexes, relay_state })
    })
}

/// Verifies the answer to our logout request with the id `request`.
///
/// # Errors
/// When it is not signed by the provider, not for us, not of now, or answers something else.
pub fn verify_logout_response(
    delivery: Delivery<'_>,
    sp: &Sp,
    idp: &Idp,
    request: &str,
    now: Timestamp,
    skew: Duration,
) -> Result<LogoutResponse, Refusal> {
    read(delivery, "SAMLResponse", "LogoutResponse", idp, |root, relay_state| {
        check_head(root, (sp, idp), Clock::new(now, skew))?;
        let answered = root.attribute("InResponseTo").unwrap_or_default();
        if answered != request || request.is_empty() {
            return Err(Refusal::new(Code::InResponseToMismatch, quoted(request), quoted(answered)));
        }
        let code = status::status_code(root)?;
        Ok(LogoutResponse { done: code.as_deref() == Some(status::SUCCESS), relay_state })
    })
}

/// Verifies the signature, then reads the signed message, and only that.
fn read<T>(
    delivery: Delivery<'_>,
    parameter: &str,
    name: &str,
    idp: &Idp,
    reader: impl FnOnce(Node<'_, '_>, Option<String>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let trust = redirect::trust(&idp.keys);
    match delivery {
        Delivery::Redirect(raw_query) => {
            let signed = redirect::verify(raw_query, parameter, trust)?;
            let document = xml::parse_message(&signed.message)?;
            identifiers::check(document.root_element())?;
            reader(typed(&document, name)?, signed.relay)
        }
        Delivery::Post(value) => {
            let (bytes, _) = decode::check(value)?;
            let document = xml::parse_message(&bytes)?;
            let root = typed(&document, name)?;
            identifiers::check(root)?;
            let unsigned = || Refusal::new(Code::Unsigned, format!("a signed {name}"), "no signature");
            let octets = verify(root, trust)?.ok_or_else(unsigned)?;
            let document = xml::parse_canonical(octets.text())?;
            reader(typed(&document, name)?, None)
        }
    }
}

fn typed<'a, 'input>(document: &'a Document<'input>, name: &str) -> Result<Node<'a, 'input>, Refusal> {
    let root = document.root_element();
    let found = || Refusal::new(Code::MessageType, format!("a SAML 2.0 {name}"), quoted(root.tag_name().name()));
    if xml::is(root, SAMLP, name) { Ok(root) } else { Err(found()) }
}

/// What both messages have; the moment of issue. Signed messages name their destination (bindings §3.4.5.2, §3.5.5.2).
fn check_head(root: Node<'_, '_>, (sp, idp): (&Sp, &Idp), clock: Clock) -> Result<Timestamp, Refusal> {
    check_version_and_id(root.attribute("Version").unwrap_or_default(), root.attribute("ID").unwrap_or_default())?;
    let issuer = only(root, SAML, "Issuer", Code::MessageShape)?.map(leaf).transpose()?;
    let issuer = issuer.ok_or_else(|| Refusal::new(Code::IssuerMissing, quoted(&idp.issuer), "no Issuer"))?;
    if issuer != idp.issuer || issuer.is_empty() {
        return Err(Refusal::new(Code::IssuerMismatch, quoted(&idp.issuer), quoted(&issuer)));
    }
    match root.attribute("Destination") {
        Some(destination) if destination == sp.slo => {}
        Some(other) => return Err(Refusal::new(Code::DestinationMismatch, quoted(&sp.slo), quoted(other))),
        None => return Err(Refusal::new(Code::DestinationMissing, quoted(&sp.slo), "none")),
    }
    let issued = moment::parse(root.attribute("IssueInstant").unwrap_or_default())?;
    if clock.is_early(issued) {
        return Err(Refusal::new(Code::IssuedInFuture, format!("issued before {}", clock.now), issued.to_string()));
    }
    Ok(issued)
}
