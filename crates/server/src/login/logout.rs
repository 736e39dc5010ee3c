//! `GET /logout?client_id=…&redirect_uri=…`: ends the session, here and at the identity provider that began it, and goes back
//! to the application if the address is one of its own.

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header::SET_COOKIE},
};
use postern_model::sign_in::Session;
use postern_oauth::authorize::{Query, ReturnTo, client_id};
use postern_org::change::sign_in;

use super::{browser, browser::InSession, pages, saml, then::redirect, visit::Visit};
use crate::fault::Fault;

/// Ends the session that the browser has, and says or goes where the request says.
pub(super) async fn show(visit: &Visit) -> Response<Body> {
    if !is_navigation(&visit.parts.headers) {
        let text = "Signing out is a page to go to; it is not loaded by another one.";
        return pages::error(&visit.platform, StatusCode::FORBIDDEN, "Not signed out", text, None);
    }
    let query = Query::parse(visit.query());
    let mut told = None;
    if let Some(session) = visit.any_session().await {
        // An identity provider that began the session is told; the browser comes back here from it, without a session.
        let here = visit.parts.uri.path_and_query().map_or("/logout", |here| here.as_str());
        told = saml::logout::start(&visit.platform, &visit.parts.headers, &session, here).await;
        if let Err(fault) = end(visit, &session).await {
            return visit.fault(&fault);
        }
    }
    let mut response = told.unwrap_or_else(|| back(visit, &query, address(visit, &query).as_deref()));
    response.headers_mut().append(SET_COOKIE, browser::end_session(&visit.platform));
    response
}

/// Ends it; with the organization's *universal logout*, every session of the person.
async fn end(visit: &Visit, in_session: &InSession) -> Result<(), Fault> {
    let session = &in_session.session;
    let change = visit.platform.tenants[in_session.tenant].change(visit.now, visit.actor(None, Some(session.user)), |draft| {
        if draft.profile().authentication.universal_logout {
            draft.forget_where::<Session>(|other| other.user == session.user);
        } else {
            sign_in::end(draft, session);
        }
        Ok(())
    });
    change.await
}

/// The address to go back to, if the application is known and the address registered with it.
fn address(visit: &Visit, query: &Query<'_>) -> Option<String> {
    let id = client_id(query).ok()?;
    let (_, organization) = visit.platform.tenant_of(id)?;
    ReturnTo::read(query, organization.client(id)?).ok().map(|to| to.redirect_uri)
}

/// Goes there; else a page says what happened.
fn back(visit: &Visit, query: &Query<'_>, address: Option<&str>) -> Response<Body> {
    let text = match (address, query.get("redirect_uri")) {
        (None, Some(_)) => "The address to go back to is not registered with the application, so your way ends here.",
        _ => "Your session here has ended. Tokens that applications hold are theirs to give up.",
    };
    let response = address.and_then(|address| redirect(StatusCode::FOUND, address));
    response.unwrap_or_else(|| pages::signed_out(&visit.platform, text))
}

/// Whether a person goes there, as far as the browser tells: a picture or script of another page must not end a session
/// (Fetch Metadata, `Sec-Fetch-Mode`).
fn is_navigation(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
}
