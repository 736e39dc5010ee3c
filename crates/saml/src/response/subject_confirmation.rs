//! Whoever brings the assertion may: one bearer confirmation with its time, and sent to the right place
//! (SAML profiles §4.1.4.2, RFC 7522 §3). Any one that holds is enough.

use super::{Question, in_response_to};
use crate::claims::Confirmation;
use crate::trace::quoted;
use crate::{Code, Refusal, Use, moment};

const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let mut first = None;
    for confirmation in question.claims.confirmations.iter().filter(|confirmation| confirmation.method == BEARER) {
        match holds(question, confirmation) {
            Ok(compared) => return Ok(compared),
            Err(refusal) => first = first.or(Some(refusal)),
        }
    }
    Err(first.unwrap_or_else(|| Refusal::new(Code::ConfirmationMissing, "a SubjectConfirmation of method bearer", "none")))
}

fn holds(question: &Question<'_>, confirmation: &Confirmation) -> Result<String, Refusal> {
    let shape = |expected: &str| Refusal::new(Code::ConfirmationShape, expected, "something else");
    if !confirmation.has_data {
        return Err(shape("SubjectConfirmationData"));
    }
    if confirmation.not_before.is_some() {
        return Err(shape("SubjectConfirmationData without NotBefore"));
    }
    let until = confirmation.not_on_or_after.as_deref().ok_or_else(|| shape("SubjectConfirmationData with NotOnOrAfter"))?;
    let until = moment::parse(until)?;
    if question.clock.is_over(until) {
        let found = format!("a confirmation not on or after {until}");
        return Err(Refusal::new(Code::ConfirmationExpired, format!("valid at {}", question.clock.now), found));
    }
    let acs = [question.sp.acs.as_str()];
    let recipients = match question.usage {
        Use::WebLogin { .. } => &acs[..],
        Use::BearerGrant { recipients, .. } => recipients,
    };
    let wanted = recipients.iter().map(|recipient| quoted(recipient)).collect::<Vec<_>>().join(" or ");
    let recipient = confirmation.recipient.as_deref().unwrap_or_default();
    if recipient.is_empty() || !recipients.contains(&recipient) {
        return Err(Refusal::new(Code::RecipientMismatch, format!("the recipient {wanted}"), quoted(recipient)));
    }
    in_response_to::check_confirmation(question, confirmation)?;
    Ok(format!("bearer, recipient {}, not on or after {until}", quoted(recipient)))
}
