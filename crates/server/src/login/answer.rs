//! How an authorization request is answered: at the client's address, or by a page where there is none to trust.

use axum::{
    body::Body,
    http::{Method, Response, StatusCode},
};
use postern_decide::{Admitted, Bar};
use postern_model::settings::Presence;
use postern_oauth::authorize::{AuthorizeError, NotAnswerable, ReturnTo};

use super::{
    then::redirect,
    visit::{Visit, Whom, steps},
};
use crate::decisions::{Entry, EntryRefusal, EntryStep};

/// A request that is not gone on with.
pub(super) enum Problem {
    /// A person is told.
    Person(Whom, NotAnswerable, Option<String>),
    /// The client is told.
    Client(Whom, ReturnTo, Told),
}

/// What a client is told, and what the trace says of it.
pub(super) struct Told {
    pub(super) error: AuthorizeError,
    pub(super) code: &'static str,
    pub(super) steps: Vec<EntryStep>,
}

impl Told {
    /// What the rules have against it, in the names of RFC 6749 §4.1.2.1.
    pub(super) fn barred(bar: Bar, admitted: &Admitted) -> Self {
        let error = match bar {
            Bar::ClientNotActive | Bar::GrantNotAllowed => "unauthorized_client",
            Bar::ImplicitEnded => "unsupported_response_type",
            _ => "access_denied",
        };
        Self { error: AuthorizeError { error, description: bar.text().to_owned() }, code: bar.code(), steps: steps(admitted) }
    }
}

impl Problem {
    /// Tells whom it may concern, and keeps the decision.
    pub(super) fn answer(self, visit: &Visit) -> Response<Body> {
        match self {
            Self::Person(whom, NotAnswerable { code, title, text }, cause) => {
                let refusal = EntryRefusal { code, message: text, cause };
                visit.refuse(whom, StatusCode::BAD_REQUEST, title, Vec::new(), refusal)
            }
            Self::Client(whom, to, Told { error, code, steps }) => {
                let AuthorizeError { error, description } = error;
                let response = send_back(visit, whom.tenant, &to, &[("error", error), ("error_description", &description)]);
                let refusal = EntryRefusal { code, message: format!("{error}: {description}"), cause: None };
                visit.keep(whom, Entry { steps, refusal: Some(refusal) }, response)
            }
        }
    }
}

/// Sends the browser back to the client with an answer. `iss` says who answers, so that a client of several servers does
/// not take one's answer for another's (RFC 9207).
pub(super) fn send_back(visit: &Visit, tenant: usize, to: &ReturnTo, answer: &[(&str, &str)]) -> Response<Body> {
    let organization = visit.platform.tenants[tenant].current();
    let issuer = Some(("iss", visit.platform.url.as_str())).filter(|_| organization.profile().settings.authorize_iss == Presence::Send);
    let answer: Vec<_> = answer.iter().copied().chain(issuer).collect();
    go(visit, &to.address(&answer))
}

/// RFC 9700 §4.12: a status after which no browser posts a form again.
pub(super) fn go(visit: &Visit, address: &str) -> Response<Body> {
    let status = if visit.parts.method == Method::POST { StatusCode::SEE_OTHER } else { StatusCode::FOUND };
    redirect(status, address).unwrap_or_default()
}
