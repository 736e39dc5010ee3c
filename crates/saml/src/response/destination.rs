//! The response was sent here (SAML bindings §3.5.5.2): where it says a destination, it is ours, and a signed response
//! that a browser posts must say one.

use super::Question;
use crate::trace::quoted;
use crate::{Code, Refusal, Use};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let Some(envelope) = &question.envelope else { return Ok("a bare Assertion has no destination".to_owned()) };
    let acs = [question.sp.acs.as_str()];
    let (wanted, web) = match question.usage {
        Use::WebLogin { .. } => (&acs[..], true),
        Use::BearerGrant { recipients, .. } => (recipients, false),
    };
    let described = wanted.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(" or ");
    match envelope.destination.as_deref() {
        Some(destination) if !destination.is_empty() && wanted.contains(&destination) => Ok(format!("destination {}", quoted(destination))),
        None if web && envelope.signed => Err(Refusal::new(Code::DestinationMissing, format!("the destination {described}"), "none")),
        None => Ok("no destination".to_owned()),
        Some(other) => Err(Refusal::new(Code::DestinationMismatch, format!("the destination {described}"), quoted(other))),
    }
}
