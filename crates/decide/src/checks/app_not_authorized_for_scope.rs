//! 403 `app.not.authorized.for.scope`: the organization enforces scopes and the client has none of the operation's.
//! Scopes never apply to client credentials (API description); enforcement is off by default (help centre).

use postern_catalog::Operation;
use postern_org::Part;

use crate::{Missing, Outcome, Question, Reason};

/// Whether one of the scopes `granted` is one of those that the operation lists; an operation that lists none wants none.
pub fn in_scope(operation: &Operation, granted: &[String]) -> bool {
    operation.scopes.is_empty() || operation.scopes.iter().any(|wanted| granted.iter().any(|scope| scope == wanted))
}

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let enforced = question.organization.profile().settings.scopes_enforce;
    let (Some(token), Some(operation)) = (question.token(), question.operation) else { return Outcome::DidNotApply };
    if !enforced || token.user.is_none() || operation.scopes.is_empty() {
        return Outcome::DidNotApply;
    }
    if question.organization.unknown(Part::Clients).is_some() {
        return Outcome::Unknown(Missing::Part(Part::Clients));
    }
    let granted = question.organization.client(token.client).map_or(&[][..], |client| &client.scope);
    if in_scope(operation, granted) { Outcome::Passed } else { Outcome::Refused(Reason::AppNotAuthorizedForScope(operation.id)) }
}
