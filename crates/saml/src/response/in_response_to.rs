//! The response answers a request of this very browser, or nobody asked and the organization allows that. Response and
//! subject confirmation must agree. This is what stops a response that is slipped into another person's browser.

use super::{Question, pending};
use crate::claims::Confirmation;
use crate::trace::quoted;
use crate::{Code, PendingLogin, Refusal, Use};
use postern_model::settings::Treatment;

fn mismatch(expected: impl Into<String>, found: &str) -> Refusal {
    Refusal::new(Code::InResponseToMismatch, expected, found)
}

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    if let Use::BearerGrant { .. } = question.usage {
        return Ok("a bearer grant answers no request".to_owned());
    }
    let Some(id) = question.envelope.as_ref().and_then(|envelope| envelope.in_response_to.as_deref()) else {
        return match question.sp.policy.unsolicited {
            Treatment::Accept => Ok("nobody asked, which the organization allows".to_owned()),
            Treatment::Refuse => Err(Refusal::new(Code::Unsolicited, "an answer to a request", "a response that nobody asked for")),
        };
    };
    let login = pending(question, id).ok_or_else(|| mismatch("a request of this browser to this provider", &quoted(id)))?;
    let end = login.issued.plus_seconds(PendingLogin::LIFE_SECONDS);
    if question.clock.now >= end {
        return Err(Refusal::new(Code::RequestExpired, format!("an answer before {end}"), question.clock.now.to_string()));
    }
    Ok(format!("answers the request {}", quoted(id)))
}

/// The confirmation's side: the same id as the response's, or none on both.
///
/// A bearer grant asks for no request; but a response to a browser's sign-in, stolen on its way to us, must not buy a
/// token, so one for our own consumer service may not answer a request.
pub(super) fn check_confirmation(question: &Question<'_>, confirmation: &Confirmation) -> Result<(), Refusal> {
    let of_response = question.envelope.as_ref().and_then(|envelope| envelope.in_response_to.as_deref());
    let of_confirmation = confirmation.in_response_to.as_deref();
    match question.usage {
        Use::WebLogin { .. } if of_response == of_confirmation => Ok(()),
        Use::WebLogin { .. } => {
            let found = of_confirmation.map_or_else(|| "none".to_owned(), quoted);
            let wanted = of_response.map_or_else(|| "none".to_owned(), quoted);
            Err(mismatch(format!("InResponseTo {wanted} in the confirmation"), &found))
        }
        Use::BearerGrant { .. } => {
            let ours = confirmation.recipient.as_deref() == Some(question.sp.acs.as_str());
            match of_confirmation.or(of_response) {
                Some(id) if ours => Err(mismatch("a response that answers no browser sign-in", &quoted(id))),
                _ => Ok(()),
            }
        }
    }
}
