//! The client is disabled, inactive or gone.

use postern_decide::{Bar, TokenFault};
use postern_model::{ClientState, settings::Evidence::Specified};

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "disabled-client", title: "the client is disabled or inactive", evidence: Specified, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let state = case.asked.client.map(|client| client.state);
    let off = state.is_some_and(|state| state != ClientState::Active);
    let settled = matches!(case.fault(), Some(TokenFault::ClientDisabled | TokenFault::ClientInactive))
        || case.bar() == Some(Bar::ClientNotActive)
        || (off && case.seen.is_token_request());
    let certain = case.token_refused() && case.seen.says("client is not active");
    let active = state == Some(ClientState::Active);
    let unsaid = case.token_refused() && matches!(case.seen.error.as_deref(), Some("invalid_client" | "unauthorized_client"));
    let named = case.seen.says("client not found") || case.seen.says("registered for");
    let likelihood = graded(settled, certain, off, (case.bad_token() || unsaid) && !active && !named)?;
    let why = match state {
        Some(state) if off => format!("the client's state is `{}`", state.name()),
        _ if certain => "the token endpoint says that the client is not active".to_owned(),
        _ => "tokens of a disabled client are refused like expired ones, and it gets no new ones".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/oauth/clients/{clientId}`: `state` is not `active`, or `dateToDelete` is set (needs oauth:client:view)",
        "`inactive`: set `state` back to `active` with `PUT /api/v2/oauth/clients/{clientId}` while it is not deleted yet; \
         `disabled`: only support lifts it. Ask first who switched it off, and why",
    )
}
