//! The person that the token or the request is for may not come in.

use postern_decide::{Bar, TokenFault};
use postern_model::{UserState, settings::Evidence::Inferred};

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "person-not-active", title: "the person may not come in", evidence: Inferred, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let gone = matches!(case.fault(), Some(TokenFault::UserGone | TokenFault::UserInactive));
    let bar = case.bar().filter(|bar| matches!(bar, Bar::PersonNotActive | Bar::SecondFactor));
    let off = case.asked.user.is_some_and(|user| user.state != UserState::Active);
    let told = case.token_refused() && (case.seen.says("person is not active") || case.seen.says("second factor"));
    let likelihood = graded(gone || bar.is_some(), told, off && case.bad_token(), false)?;
    let why = match (bar, case.asked.user) {
        (Some(bar), _) => bar.text().to_owned(),
        (None, Some(user)) if off => format!("the person's state is `{}`", user.state.name()),
        (None, _) if told => "the token endpoint says that it is the person who may not come in".to_owned(),
        _ => "the person is not there any more".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/users/{userId}?state=any` of the person: `state` is not `active`; or the organization asks for a second factor \
         with a password",
        "let the person be made active again, or have somebody else sign in; what must go on without a person wants a client of its own \
         with the grant CLIENT-CREDENTIALS",
    )
}
