//! The token was not used for longer than the organization's inactivity timeout.

use postern_decide::TokenFault;
use postern_model::{evidence::Piece, settings::Evidence::Documented};

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "idle-token", title: "the token was not used for too long", evidence: Documented, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let idle = case.place.filter(|_| case.knows(Piece::IdleTimeout)).map(|place| place.organization.profile().idle.clone());
    let on = idle.as_ref().map(|idle| idle.enable_idle_token_timeout);
    let settled = case.fault() == Some(TokenFault::Idle);
    let open = case.is_open_call() && on != Some(false);
    let likelihood = graded(settled, false, case.bad_token() && on == Some(true), (case.bad_token() && on.is_none()) || open)?;
    let why = match idle.filter(|idle| idle.enable_idle_token_timeout) {
        Some(idle) => {
            format!("the organization ends tokens that are not used for {} seconds, those of machines too", idle.idle_token_timeout_seconds)
        }
        None => "an organization can end tokens that are not used for a while (5 minutes to 8 hours), those of machines too".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/tokens/timeout`: `enableIdleTokenTimeout` is true, and the program pauses longer than `idleTokenTimeoutSeconds` \
         between calls",
        "get a new token when a 401 comes, instead of waiting for `expires_in`",
    )
}
