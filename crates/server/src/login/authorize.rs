//! `GET /oauth/authorize` (RFC 6749 §3.1). Nothing of the request is kept on the server: its query is carried along, and
//! read again at every step.

use std::sync::Arc;

use axum::{body::Body, http::Response};
use postern_decide::Way;
use postern_model::{Client, Id};
use postern_oauth::authorize::{AuthorizeError, AuthorizeRequest, NotAnswerable, Query, ResponseType, ReturnTo, client_id, code};
use postern_org::Organization;

use super::{
    answer::{Problem, Told, go},
    browser::InSession,
    choices, consent, issue,
    then::Then,
    visit::{Visit, Whom},
};

pub(crate) const PATH: &str = "/oauth/authorize";
/// What sends a browser to sign in. It is dropped from where it goes on, or it would go round in circles.
const ONCE: [&str; 3] = ["prompt", "org", "provider"];

/// An authorization request that may be answered.
pub(super) struct Asked {
    pub(super) tenant: usize,
    /// The organization as it was when the request was read.
    pub(super) organization: Arc<Organization>,
    pub(super) client: Id<Client>,
    pub(super) to: ReturnTo,
    pub(super) request: AuthorizeRequest,
    /// The request itself, to go on with once somebody is signed in.
    pub(super) then: Then,
}

/// Answers the request: with what was asked for if somebody is signed in, else by sending the browser to sign in.
pub(super) async fn show(visit: &Visit) -> Response<Body> {
    let asked = match Asked::read(visit, visit.query()) {
        Ok(asked) => asked,
        Err(problem) => return problem.answer(visit),
    };
    let session = if asked.request.anew { None } else { asked.session(visit).await };
    match session {
        Some(session) if asked.awaits_consent() => consent::ask(visit, &asked, &session),
        Some(session) => issue::answer(visit, &asked, &session).await,
        None => asked.sign_in(visit),
    }
}

impl Asked {
    /// Reads a request, and asks the rules of what they say without a person.
    pub(super) fn read(visit: &Visit, raw: &str) -> Result<Self, Box<Problem>> {
        let query = Query::parse(raw);
        let nobody = |bad| Box::new(Problem::Person(Whom::default(), bad, None));
        let id = client_id(&query).map_err(nobody)?;
        let Some((tenant, organization)) = visit.platform.tenant_of(id) else { return Err(nobody(unknown())) };
        let whom = Whom { tenant, client: Some(id), user: None };
        let client = organization.client(id).ok_or_else(|| nobody(unknown()))?;
        let registered = || Some(format!("registered: {}", client.redirect_uris.join(" ")));
        let to = ReturnTo::read(&query, client).map_err(|bad| Box::new(Problem::Person(whom, bad, registered())))?;
        let told = |error| Box::new(Problem::Client(whom, to.clone(), Told { error, code: code::REQUEST, steps: Vec::new() }));
        let request = AuthorizeRequest::read(&query, &organization.profile().settings, &to).map_err(told)?;
        let admitted = visit.admit(&organization, way(&request), Some(client), None);
        if let Err(bar) = admitted.outcome {
            return Err(Box::new(Problem::Client(whom, to, Told::barred(bar, &admitted))));
        }
        let text = format!("{PATH}?{}", query.without(&ONCE));
        let then = Then::parse(&text).ok_or_else(|| told(AuthorizeError::invalid("the request is too long or holds raw characters")))?;
        Ok(Self { tenant, client: id, to, request, then, organization })
    }

    pub(super) fn whom(&self, session: Option<&InSession>) -> Whom {
        Whom { tenant: self.tenant, client: Some(self.client), user: session.map(|session| session.session.user) }
    }

    /// The session, if it may be used here: it must be of the client's organization.
    pub(super) async fn session(&self, visit: &Visit) -> Option<InSession> {
        visit.session().await.filter(|session| session.tenant == self.tenant)
    }

    pub(super) fn awaits_consent(&self) -> bool {
        self.organization.client(self.client).is_some_and(|client| self.organization.awaits_consent(client))
    }

    /// Sends the browser to the provider that the client chose, or to where a person chooses.
    fn sign_in(&self, visit: &Visit) -> Response<Body> {
        let Some(chosen) = &self.request.chosen else { return go(visit, &format!("/login?{}", visit.query())) };
        if !chosen.organization.eq_ignore_ascii_case(&self.organization.profile().third_party_org_name) {
            return self.tell(visit, "`org` is not the short name of the client's organization");
        }
        match choices::named(&self.organization, &chosen.provider) {
            Some(provider) => go(visit, &choices::address(&provider.id, &self.then, self.request.anew)),
            None => self.tell(visit, "`provider` is no enabled identity provider of the organization"),
        }
    }

    fn tell(&self, visit: &Visit, text: &str) -> Response<Body> {
        let told = Told { error: AuthorizeError::invalid(text), code: code::REQUEST, steps: Vec::new() };
        Problem::Client(self.whom(None), self.to.clone(), told).answer(visit)
    }
}

/// The way in that a request asks for.
pub(super) fn way(request: &AuthorizeRequest) -> Way {
    match request.response_type {
        ResponseType::Code => Way::AuthorizationCode,
        ResponseType::Token => Way::Implicit,
    }
}

fn unknown() -> NotAnswerable {
    let text = "No OAuth client of this server has the id in client_id. Look for a copy from another organization or region.";
    NotAnswerable { code: code::CLIENT, title: "Unknown application", text: text.to_owned() }
}
