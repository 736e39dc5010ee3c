//! The consent to a client in an organization that enforces scopes (help centre: who may authorize clients is asked, the
//! others are told that they may not).

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use postern_model::Client;
use postern_oauth::authorize::{AuthorizeError, code};
use postern_org::change::sign_in::consent;

use super::{
    answer::{Problem, Told},
    authorize::{self, Asked},
    browser::InSession,
    form::{astray, foreign},
    pages::{self, Allowed, Frame},
    then::Then,
    visit::Visit,
};
use crate::decisions::{Entry, EntryRefusal, EntryStep};

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage<'a> {
    frame: Frame<'a>,
    client: &'a str,
    organization: &'a str,
    person: &'a str,
    scopes: &'a [String],
    redirect_uri: &'a str,
    csrf: String,
    then: &'a str,
    scope: String,
}

/// The page that asks, or the one that says who may be asked.
pub(super) fn ask(visit: &Visit, asked: &Asked, session: &InSession) -> Response<Body> {
    let organization = &session.organization;
    let Some(client) = organization.client(asked.client) else { return asked.then.go() };
    if !organization.may_consent(visit.platform.catalog, session.session.user) {
        return may_not(visit, asked, session, client);
    }
    let page = ConsentPage {
        frame: Frame::of(&visit.platform),
        client: &client.name,
        organization: &organization.profile().name,
        person: organization.user(session.session.user).map_or("", |user| user.name.as_str()),
        scopes: &client.scope,
        redirect_uri: &asked.to.redirect_uri,
        csrf: visit.browser.csrf(&visit.platform),
        then: asked.then.as_str(),
        scope: client.scope.join(" "),
    };
    visit.remembered(pages::respond(StatusCode::OK, &page, &Allowed::forms_to([asked.to.redirect_uri.as_str()])))
}

fn may_not(visit: &Visit, asked: &Asked, session: &InSession, client: &Client) -> Response<Body> {
    let message = format!(
        "The application “{}” is not authorized in {} yet, and you may not authorize it. \
         Ask somebody who holds the permission {} to open the application once.",
        client.name,
        session.organization.profile().name,
        consent::PERMISSION
    );
    let refusal = EntryRefusal { code: code::CONSENT, message, cause: Some(format!("scopes: {}", client.scope.join(" "))) };
    let steps = vec![step("refused")];
    visit.refuse(asked.whom(Some(session)), StatusCode::FORBIDDEN, "Not authorized yet", steps, refusal)
}

/// `POST /consent`: what the person said.
pub(super) async fn post(visit: &Visit) -> Response<Body> {
    let field = |name| visit.form.get(name).unwrap_or_default();
    if let Some(refused) = foreign(visit) {
        return refused;
    }
    let then = Then::parse(field("then"));
    let Some(query) = then.as_ref().and_then(|then| then.query_of(authorize::PATH)) else { return astray(visit) };
    let asked = match Asked::read(visit, query) {
        Ok(asked) => asked,
        Err(problem) => return problem.answer(visit),
    };
    let Some(session) = asked.session(visit).await else { return asked.then.go() };
    match field("decision") {
        "allow" => allow(visit, &asked, &session).await,
        _ => deny(visit, &asked, &session),
    }
}

/// Keeps the consent, if it is still the one that was asked for: a client whose scopes changed meanwhile is asked about
/// again. Then the request goes on.
async fn allow(visit: &Visit, asked: &Asked, session: &InSession) -> Response<Body> {
    let (catalog, user) = (visit.platform.catalog, session.session.user);
    let shown = visit.form.get("scope").unwrap_or_default();
    let actor = visit.actor(Some(asked.client), Some(user));
    let tenant = Arc::clone(&visit.platform.tenants[asked.tenant]);
    let change = tenant.change(visit.now, actor, |draft| {
        let Some(client) = draft.client(asked.client).cloned() else { return Ok(false) };
        let given = draft.awaits_consent(&client) && draft.may_consent(catalog, user) && client.scope.join(" ") == shown;
        if given {
            consent::give(draft, &client, user);
        }
        Ok(given)
    });
    match change.await {
        Ok(true) => visit.keep(asked.whom(Some(session)), Entry { steps: vec![step("passed")], refusal: None }, asked.then.go()),
        Ok(false) => asked.then.go(),
        Err(fault) => visit.fault(&fault),
    }
}

fn deny(visit: &Visit, asked: &Asked, session: &InSession) -> Response<Body> {
    let error = AuthorizeError { error: "access_denied", description: "the person did not authorize the client".to_owned() };
    let told = Told { error, code: code::DENIED, steps: vec![step("refused")] };
    Problem::Client(asked.whom(Some(session)), asked.to.clone(), told).answer(visit)
}

fn step(outcome: &'static str) -> EntryStep {
    EntryStep { check: "consent", outcome, detail: String::new() }
}
