//! The organization enforces scopes and the client has none of the operation's.

use postern_decide::Reason;
use postern_model::settings::Evidence::Documented;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "scope-enforcement", title: "the client lacks the scope", evidence: Documented, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let settled = matches!(case.reason(), Some(Reason::AppNotAuthorizedForScope(_)));
    let likelihood = graded(settled, case.seen.has_code(&["app.not.authorized.for.scope"]), false, false)?;
    let listed = case.seen.message.as_deref().and_then(crate::message::bracketed).map(str::to_owned);
    let scopes = listed.or_else(|| case.operation().map(|operation| operation.scopes.join(", ")));
    let smallest =
        scopes.as_deref().and_then(|scopes| scopes.split(", ").max_by_key(|scope| scope.ends_with(":readonly")).map(str::to_owned));
    Finding::new(
        likelihood,
        format!(
            "the organization enforces scopes, and the client has none of {}. It never happens under client credentials, to which scopes \
             do not apply",
            scopes.as_deref().unwrap_or("those the operation takes")
        ),
        "`scope` of `GET /api/v2/oauth/clients/{clientId}`; and Admin > Organization Settings > Settings > Enforce Scopes (help centre)",
        format!(
            "add {} to `scope` of the client with `PUT /api/v2/oauth/clients/{{clientId}}`; somebody with oauth:client:authorize then \
             allows it once more",
            smallest.map_or_else(|| "one of them".to_owned(), |scope| format!("`{scope}`"))
        ),
    )
}
