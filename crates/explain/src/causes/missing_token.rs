//! No bearer token was sent.

use postern_decide::Reason;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};
use crate::Presented;

pub(super) const CAUSE: Cause =
    Cause { name: "missing-token", title: "no bearer token was sent", evidence: Specified, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    // Where a token is asked for, the platform API asks for one, too: that is wrong-url.
    if case.seen.is_token_request() {
        return None;
    }
    let nothing = matches!(case.seen.presented, Presented::Nothing | Presented::Empty | Presented::Basic);
    let calls = case.operation().is_some();
    let settled = matches!(case.reason(), Some(Reason::AuthenticationRequired));
    let unanswered = case.seen.status.is_none();
    let likelihood = graded(settled, case.seen.has_code(&["authentication.required"]), nothing && calls && unanswered, false)?;
    let why = match case.seen.presented {
        Presented::Basic => "client id and secret were sent to the platform API, which takes bearer tokens only",
        Presented::Empty => "the `Authorization` header has `Bearer` and no token after it: a variable was empty",
        _ if unanswered => "the request has no bearer token in an `Authorization` header",
        _ => "the platform says that there is no bearer token in the `Authorization` header",
    };
    Finding::new(
        likelihood,
        why,
        "print the request's headers without the token: `Authorization: Bearer …` must be among them, also after a redirect",
        "get a token from `POST /oauth/token` on the login host and send it as `Authorization: Bearer <access_token>`",
    )
}
