//! A person signs out here: the identity provider that signed them in is told.

use axum::{
    body::Body,
    http::{HeaderMap, Response, header},
};
use postern_model::sign_in::PendingLogout;
use postern_org::change::sign_in;
use postern_saml::{NameId, PendingLogin, logout_request};

use super::super::{
    find, key,
    parties::parties,
    start::{carry, fresh_id},
};
use crate::{
    fault::Fault,
    login::browser::{self, Browser, InSession},
    platform::Platform,
};

/// Ends this session, which the browser has or just had, and sends the browser to the identity provider that began it; from there it comes back and goes
/// on to `then`: a path of this host, or an address that the caller has found registered. `None`: nobody is to be told,
/// nothing was done.
pub(crate) async fn start(platform: &Platform, headers: &HeaderMap, mine: &InSession, then: &str) -> Option<Response<Body>> {
    match attempt(platform, headers, mine, then).await {
        Ok(response) => response,
        Err(fault) => {
            tracing::warn!(cause = fault.cause, "an identity provider cannot be told of a logout");
            None
        }
    }
}

async fn attempt(platform: &Platform, headers: &HeaderMap, mine: &InSession, then: &str) -> Result<Option<Response<Body>>, Fault> {
    let Some(saml) = mine.session.saml.clone() else { return Ok(None) };
    let Ok(provider) = find::provider(&mine.organization, &saml.provider) else { return Ok(None) };
    let Ok((sp, idp)) = parties(platform, &mine.organization, provider) else { return Ok(None) };
    if idp.slo.is_none() {
        return Ok(None);
    }
    let now = platform.clock.now();
    let browser = Browser::of(platform, headers)?;
    let pending = PendingLogout {
        id: fresh_id()?,
        browser: browser.hashed(platform),
        provider: provider.id.clone(),
        until: now.plus_seconds(PendingLogin::LIFE_SECONDS),
        then: then.to_owned(),
    };
    let sp = key::signing(platform, sp).await?;
    let subject =
        NameId { value: saml.name_id, format: saml.format, name_qualifier: saml.name_qualifier, sp_name_qualifier: saml.sp_name_qualifier };
    let request = logout_request(&sp, &idp, (&subject, saml.session_index.as_deref()), &pending.id, now);
    let carrier = request.and_then(|request| request.carrier(None)).ok_or_else(|| Fault::internal("the request cannot be signed"))?;
    let change = platform.tenants[mine.tenant].change(now, None, |draft| {
        sign_in::end(draft, &mine.session);
        draft.keep(pending.clone());
        Ok(())
    });
    change.await?;
    let mut response = carry(platform, carrier, &idp)?;
    response.headers_mut().append(header::SET_COOKIE, browser::end_session(platform));
    response.headers_mut().append(header::SET_COOKIE, browser.set_cookie(platform));
    Ok(Some(response))
}
