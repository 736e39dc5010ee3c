//! The client may not use this grant, or the request names none.

use postern_decide::Bar;
use postern_model::settings::Evidence::Inferred;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "wrong-grant", title: "the client may not use this grant", evidence: Inferred, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let bars = [Bar::GrantNotAllowed, Bar::ImplicitEnded, Bar::PasswordGrantOff, Bar::GrantNotPermitted, Bar::ClientNotListed];
    let bar = case.bar().filter(|bar| bars.contains(bar));
    let named = matches!(case.seen.error.as_deref(), Some("unauthorized_client" | "unsupported_grant_type"));
    let malformed = case.seen.error.as_deref() == Some("invalid_request") && !case.seen.says("rate limit exceeded");
    let other = case.seen.says("not active") || case.seen.says("single sign-on only");
    let likelihood = graded(bar.is_some(), false, named && !other, malformed)?;
    let registered = case.asked.client.map(|client| client.grant_type.name());
    let why = match (bar, registered) {
        (Some(Bar::GrantNotAllowed), Some(registered)) => {
            format!("the client is registered for {registered}, and a client has exactly one grant")
        }
        (Some(bar), _) => bar.text().to_owned(),
        (None, _) if malformed => "the token endpoint cannot read the request: `grant_type` must stand in a form body".to_owned(),
        _ => "the token endpoint names the grant as what is wrong, and a client has exactly one".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/oauth/clients/{clientId}`, `authorizedGrantType`; and the request: a form body, not JSON, not a header",
        "use the grant that the client is registered for, or make a client for this one: CLIENT-CREDENTIALS for a program that acts for \
         itself, with `grant_type=client_credentials`",
    )
}
