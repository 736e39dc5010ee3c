//! The person signed in there, and that session goes on (SAML core §2.7.2). A bearer grant needs no statement
//! (RFC 7522 §3), but one that is over counts.

use super::Question;
use crate::{Code, Refusal, Use};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let statements = &question.claims.authn;
    if statements.is_empty() && matches!(question.usage, Use::WebLogin { .. }) {
        return Err(Refusal::new(Code::AuthnStatementMissing, "an AuthnStatement", "none"));
    }
    match statements.iter().filter_map(|statement| statement.session_until).find(|until| question.clock.is_over(*until)) {
        Some(until) => {
            Err(Refusal::new(Code::SessionExpired, format!("a session at {}", question.clock.now), format!("one that ended {until}")))
        }
        None => Ok(format!("{} AuthnStatement", statements.len())),
    }
}
