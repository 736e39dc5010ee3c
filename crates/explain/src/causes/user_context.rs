//! The operation wants a person, and the token has none.

use postern_decide::Reason;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "user-context", title: "the operation wants a person behind the token", evidence: Specified, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let certain = seen.has_code(&["not.a.user", "rms.not.a.user"]) || seen.says("client credentials cannot be used");
    let operation = case.operation();
    let wanted = operation.is_some_and(|operation| operation.user_context) && case.is_machine();
    let party = seen.status == Some(403)
        && seen.has_code(&["not.authorized", "forbidden"])
        && (seen.says("conversation") || operation.is_some_and(|operation| operation.path.contains("/conversations/")));
    let likelihood = graded(matches!(case.reason(), Some(Reason::NotAUser)), certain, wanted || party, false)?;
    let me = operation.is_some_and(|operation| operation.path == "/api/v2/users/me");
    let why = if party {
        "actions in a conversation want a person who takes part in it; under client credentials there is nobody"
    } else {
        "client credentials act for no person, and this operation is about the person who calls; no role changes that"
    };
    let fix = if me {
        "to see whether a token works, ask `GET /api/v2/tokens/me`, `/api/v2/organizations/me` or `/api/v2/authorization/subjects/me`; \
         to read a person, `GET /api/v2/users/{userId}`"
    } else {
        "use the operation that names the person in its path, where there is one; else let a person sign in: authorization code grant"
    };
    Finding::new(likelihood, why, "the token came from `grant_type=client_credentials`, or `GET /api/v2/tokens/me` shows that grant", fix)
}
