//! The token is over, revoked or not one of this organization.

use postern_decide::TokenFault;
use postern_model::settings::Evidence::ThirdParty;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "expired-token", title: "the token is not good any more", evidence: ThirdParty, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let faults = [TokenFault::Expired, TokenFault::Revoked, TokenFault::Unknown];
    let fault = case.fault().filter(|fault| faults.contains(fault));
    let likelihood = graded(fault.is_some(), false, case.bad_token() || case.foreign_token() || case.is_open_call(), false)?;
    let why = match fault {
        Some(fault) => fault.text(),
        None if case.foreign_token() => "a JWT was sent: the platform's tokens are opaque, so this one is of another system",
        None if case.is_open() => "whether the token on the line is still good stands in no organization's state",
        None => {
            "a bearer token was sent, and the platform does not take it; expired, revoked, altered and foreign tokens are all refused so"
        }
    };
    Finding::new(
        likelihood,
        why,
        "get a new token and repeat the call once: if that works, the old token was over; if not, look at the client and the host",
        "get a new token when `expires_in` of the last one is nearly over, and once when a 401 comes; never keep tokens longer than that",
    )
}
