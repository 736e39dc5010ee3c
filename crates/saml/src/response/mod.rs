//! The checks of a response, in one order. Each is a file of this folder, named like the step in the trace.
//!
//! First what the message is ([`MESSAGE_CHECKS`]): bytes, XML, shape, signatures. Then, on what was signed and on nothing
//! else, what it says ([`CLAIM_CHECKS`]), in the order that the real service documents: issuer, audience, time, subject.
//! Whether the assertion was used before is the last question, and the caller's: see [`Accepted::replay_until`].

mod attributes;
mod audience;
mod authn_statement;
pub(crate) mod decode;
mod destination;
pub(crate) mod identifiers;
mod in_response_to;
mod issuer;
mod message_type;
mod name_id;
mod organization;
mod placement;
mod signature;
mod signed_element;
pub(crate) mod status;
mod subject_confirmation;
mod time;
mod version;
mod well_formed;

use std::time::Duration;

use postern_model::Timestamp;

use crate::claims::{self, Claims, Envelope, NameId};
use crate::moment::Clock;
use crate::trace::Trace;
use crate::xml::{self, SAML};
use crate::{Code, Idp, PendingLogin, Refusal, Sp, Step, Use};

pub(crate) use message_type::check_version_and_id;
pub(crate) use name_id::check_name;

/// The end of an examination, with what was examined.
#[derive(Debug)]
pub struct Verdict {
    /// The checks that ran, in order.
    pub steps: Vec<Step>,
    /// Who signs in, or why nobody does.
    pub outcome: Result<Accepted, Refusal>,
}

/// Whom a good response names, all of it read from signed octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The assertion's id. Insert it as a unique key together with the session or token that it buys; when it is there
    /// already, refuse with [`Code::Replayed`]. One table for browser sign-in and bearer grant.
    pub assertion_id: String,
    /// Until when that key must be kept.
    pub replay_until: Timestamp,
    /// Who issued it.
    pub issuer: String,
    /// The person's name at the identity provider.
    pub subject: NameId,
    /// Attribute `email`: the person's address in the organization. Its letter case is as received.
    pub email: String,
    /// Attribute `OrganizationName`, equal to the organization's short name; absent only where the setting allows it.
    pub organization_name: Option<String>,
    /// Attribute `ServiceName`: where to land. Chosen by whoever made the response: match it with known places.
    pub service_name: Option<String>,
    /// The session at the identity provider, for logout.
    pub session_index: Option<String>,
    /// When that session ends.
    pub session_until: Option<Timestamp>,
    /// The pending login that this answers: use it up. `None` when nobody asked.
    pub in_response_to: Option<String>,
    /// SHA-256 of the certificate whose key signed.
    pub key_fingerprint: String,
}

/// What the checks of claims look at.
pub(crate) struct Question<'a> {
    pub sp: &'a Sp,
    pub idp: &'a Idp,
    pub usage: Use<'a>,
    pub clock: Clock,
    /// `None` for a bare assertion.
    pub envelope: Option<Envelope>,
    pub claims: Claims,
}

/// A check of claims: what it compared, or why it refuses.
type Check = fn(&Question<'_>) -> Result<String, Refusal>;

/// Names of the checks of the message, in order.
pub const MESSAGE_CHECKS: &[&str] =
    &["decode", "well_formed", "message_type", "status", "identifiers", "placement", "signature", "signed_element", "claims"];

/// The checks of what it says, in order.
const CLAIMS: &[(&str, Check)] = &[
    ("version", version::check),
    ("issuer", issuer::check),
    ("audience", audience::check),
    ("time", time::check),
    ("subject_confirmation", subject_confirmation::check),
    ("in_response_to", in_response_to::check),
    ("destination", destination::check),
    ("name_id", name_id::check),
    ("authn_statement", authn_statement::check),
    ("attributes", attributes::check),
    ("organization", organization::check),
];

/// Names of the checks of what it says, in order.
pub fn claim_checks() -> impl Iterator<Item = &'static str> {
    CLAIMS.iter().map(|(name, _)| *name)
}

/// Examines a response: `message` is the form value, in base64.
///
/// `skew` is the tolerated difference of clocks, at most ten seconds. The caller has looked up the provider (see
/// [`hint`]) and its organization, and checks for replay with the answer.
pub fn accept(message: &[u8], sp: &Sp, idp: &Idp, usage: Use<'_>, now: Timestamp, skew: Duration) -> Verdict {
    let mut trace = Trace::default();
    let outcome = run(&mut trace, message, (sp, idp), usage, Clock::new(now, skew));
    Verdict { steps: trace.into_steps(), outcome }
}

fn run(trace: &mut Trace, message: &[u8], (sp, idp): (&Sp, &Idp), usage: Use<'_>, clock: Clock) -> Result<Accepted, Refusal> {
    let bytes = trace.step("decode", decode::check(message))?;
    let document = trace.step("well_formed", well_formed::check(&bytes))?;
    let root = document.root_element();
    let whole = trace.step("message_type", message_type::check(root, usage))?;
    trace.step("status", status::check(root, whole))?;
    trace.step("identifiers", identifiers::check(root))?;
    let assertion = trace.step("placement", placement::check(root, whole))?;
    let signed = trace.step("signature", signature::check(root, assertion, (sp, idp)))?;
    let octets = trace.step("signed_element", signed_element::check(&signed, whole, sp.policy.signed_element))?;
    let (envelope, claims) = trace.step("claims", read(root, whole, &signed, octets))?;
    let question = Question { sp, idp, usage, clock, envelope, claims };
    for (name, check) in CLAIMS {
        trace.step(name, check(&question).map(|compared| ((), compared)))?;
    }
    accepted(question, octets.fingerprint.clone())
}

type Read = (Option<Envelope>, Claims);

/// Reads the values, the claims from signed octets only.
fn read(
    root: roxmltree::Node<'_, '_>,
    whole: bool,
    signed: &signature::Signed,
    octets: &crate::dsig::CanonicalOctets,
) -> Result<(Read, String), Refusal> {
    let claims = Claims::read(octets)?;
    let envelope = match &signed.response {
        _ if !whole => None,
        Some(response) => Some(claims::read_signed_envelope(response)?),
        None => Some(claims::read_envelope(root, false)?),
    };
    Ok(((envelope, claims), "claims read from the signed octets".to_owned()))
}

/// The answer; every value was checked before.
fn accepted(question: Question<'_>, key_fingerprint: String) -> Result<Accepted, Refusal> {
    let Question { claims, clock, .. } = question;
    let missing = |code, what: &str| Refusal::new(code, what, "none");
    let until = claims.conditions.as_ref().and_then(|conditions| conditions.not_on_or_after);
    let attribute = |name| attributes::single(&claims, name).ok().flatten().map(str::to_owned);
    let in_response_to = match question.usage {
        Use::WebLogin { .. } => question.envelope.and_then(|envelope| envelope.in_response_to),
        Use::BearerGrant { .. } => None,
    };
    Ok(Accepted {
        replay_until: clock.end_of(until.ok_or_else(|| missing(Code::TimeMalformed, "NotOnOrAfter"))?),
        email: attribute("email").ok_or_else(|| missing(Code::EmailMissing, "email"))?,
        organization_name: attribute("OrganizationName"),
        service_name: attribute("ServiceName"),
        session_index: claims.authn.iter().find_map(|statement| statement.session_index.clone()),
        session_until: claims.authn.iter().filter_map(|statement| statement.session_until).min(),
        assertion_id: claims.id,
        issuer: claims.issuer.unwrap_or_default(),
        subject: claims.name_id.ok_or_else(|| missing(Code::NameIdMissing, "a NameID"))?,
        in_response_to,
        key_fingerprint,
    })
}

/// What an unverified message says of itself, to look up which organization and provider to examine it for. Nothing
/// more may be done with it: anybody can write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Who claims to have issued it.
    pub issuer: Option<String>,
    /// The request that it claims to answer.
    pub in_response_to: Option<String>,
    /// The organization that it is meant for.
    pub organization_name: Option<String>,
}

/// Reads the [`Hint`] of a message.
///
/// # Errors
/// When the message is not well-formed.
pub fn hint(message: &[u8]) -> Result<Hint, Refusal> {
    let (bytes, _) = decode::check(message)?;
    let document = xml::parse_message(&bytes)?;
    let root = document.root_element();
    let assertion = if xml::is(root, SAML, "Assertion") { Some(root) } else { xml::children(root, SAML, "Assertion").next() };
    let issuer = [assertion, Some(root)].into_iter().flatten().find_map(|parent| xml::children(parent, SAML, "Issuer").next());
    let name = |node: &roxmltree::Node<'_, '_>| xml::is(*node, SAML, "Attribute") && node.attribute("Name") == Some("OrganizationName");
    let organization = assertion.and_then(|assertion| assertion.descendants().find(name));
    let value = organization.and_then(|attribute| xml::children(attribute, SAML, "AttributeValue").next());
    Ok(Hint {
        issuer: issuer.and_then(|node| xml::leaf(node).ok()),
        in_response_to: claims::owned(root, "InResponseTo"),
        organization_name: value.and_then(|node| xml::leaf(node).ok()),
    })
}

/// The pending login that a request id names, of this browser and this provider.
pub(crate) fn pending<'a>(question: &'a Question<'_>, id: &str) -> Option<&'a PendingLogin> {
    match question.usage {
        Use::WebLogin { pending } => pending.iter().find(|pending| pending.id == id && pending.idp == question.idp.id),
        Use::BearerGrant { .. } => None,
    }
}
