//! `/saml/logout`: single logout, begun at the identity provider or here (SAML profiles §4.4).

mod answered;
mod requested;
mod start;

use axum::{body::Body, http::Response};
use postern_saml::{Code, Delivery, logout_hint};

pub(crate) use self::start::start;
use super::{
    form,
    visit::{Ended, Refused, Visit},
};

/// A logout message as it came.
#[derive(Clone, Copy)]
struct Came<'a> {
    delivery: Delivery<'a>,
    /// `RelayState` of a form; that of a query is signed and read with it.
    relay: Option<&'a str>,
}

pub(super) async fn serve(visit: &mut Visit<'_>, body: Body) -> Result<Response<Body>, Ended> {
    if visit.parts.method == axum::http::Method::GET {
        let query = visit.parts.uri.query().unwrap_or_default();
        return read(visit, Came { delivery: Delivery::Redirect(query), relay: None }).await;
    }
    let form = form::read(visit.parts, body).await?;
    let message = match (form.get("SAMLRequest"), form.get("SAMLResponse")) {
        (Some(message), None) | (None, Some(message)) => message,
        _ => return Err(Refused::new("form", Code::FormMalformed, "the form has no SAMLRequest or SAMLResponse, or both").into()),
    };
    read(visit, Came { delivery: Delivery::Post(message.as_bytes()), relay: form.get("RelayState") }).await
}

async fn read(visit: &mut Visit<'_>, came: Came<'_>) -> Result<Response<Body>, Ended> {
    let hint = logout_hint(came.delivery).map_err(|refusal| Refused::message("logout", &refusal))?;
    if hint.asks {
        requested::serve(visit, came, hint.issuer.as_deref()).await
    } else {
        answered::serve(visit, came, hint.in_response_to.as_deref().unwrap_or_default()).await
    }
}
