//! The client may not use this grant, or the request names none.

use postern_decide::Bar;
use postern_model::settings::Evidence::Inferred;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "wrong-grant", title: "the client may not use this grant", evidence: Inferred, decided: true, look };

/// Grants as a token request names them (RFC 6749 §4, RFC 7522 §2.1).
const GRANTS: [&str; 5] =
    ["client_credentials", "authorization_code", "refresh_token", "password", "urn:ietf:params:oauth:grant-type:saml2-bearer"];

/// Whether a request for a token is none as it was typed.
fn is_misasked(case: &Case<'_>) -> bool {
    let seen = case.seen;
    let asks = seen.path.as_deref().is_some_and(|path| path.to_lowercase().ends_with("/oauth/token"));
    let posts = seen.method.as_deref() == Some("POST");
    asks && seen.method.is_some()
        && seen.refused() != Some(false)
        && (!posts || !seen.grant.as_deref().is_some_and(|grant| GRANTS.contains(&grant)))
}

fn look(case: &Case<'_>) -> Option<Finding> {
    let bars = [Bar::GrantNotAllowed, Bar::ImplicitEnded, Bar::PasswordGrantOff, Bar::GrantNotPermitted, Bar::ClientNotListed];
    let bar = case.bar().filter(|bar| bars.contains(bar));
    let named = matches!(case.seen.error.as_deref(), Some("unauthorized_client" | "unsupported_grant_type"));
    let unreadable = case.seen.error.as_deref() == Some("invalid_request") && !case.seen.says("rate limit exceeded");
    let spent = case.seen.error.as_deref() == Some("invalid_grant");
    let misasked = is_misasked(case);
    let malformed = unreadable || misasked;
    let other = case.seen.says("not active") || case.seen.says("single sign-on only");
    let likelihood = graded(bar.is_some(), false, (named && !other) || misasked || spent, malformed)?;
    let registered = case.asked.client.map(|client| client.grant_type.name());
    let why = match (bar, registered) {
        (Some(Bar::GrantNotAllowed), Some(registered)) => {
            format!("the client is registered for {registered}, and a client has exactly one grant")
        }
        (Some(bar), _) => bar.text().to_owned(),
        (None, _) if spent => {
            "the token endpoint does not take what was presented: a code, a refresh token or an assertion that is spent, too old or another \
             client's (RFC 6749 §5.2)"
                .to_owned()
        }
        (None, _) if misasked => {
            "a token request is a POST with `grant_type` in a form body, spelt as in RFC 6749: `client_credentials`".to_owned()
        }
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
