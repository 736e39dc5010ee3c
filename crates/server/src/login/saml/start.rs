//! `GET /saml/login?provider=<record id>&then=<local path>[&org=<short name>][&forceAuthn=true]`: sends a person to an identity provider, and
//! remembers that this browser was sent off.

use axum::{
    body::Body,
    http::{Response, StatusCode, header},
};
use postern_model::{Entropy, sign_in::PendingLogin};
use postern_org::change::sign_in;
use postern_saml::{Carrier, Idp, PendingLogin as Awaited, authn_request};

use super::{
    examine::unusable,
    find, key, landing,
    parties::parties,
    visit::{Ended, Visit},
};
use crate::{
    fault::Fault,
    login::{browser::Browser, pages, then, then::Then},
    platform::Platform,
    query::Query,
    tenant,
};

pub(super) async fn serve(visit: &mut Visit<'_>) -> Result<Response<Body>, Ended> {
    let platform = visit.platform;
    let query = Query::parse(visit.parts.uri.query());
    let (tenant, organization) = find::organization(platform, query.get("org"))?;
    visit.tenant = tenant;
    let provider = find::provider(&organization, query.get("provider").unwrap_or_default())?;
    let (sp, idp) = parties(platform, &organization, provider).map_err(unusable)?;
    visit.steps.passed("provider", format!("the provider `{}`", provider.id));
    let idp = Idp { force_authn: idp.force_authn || query.get("forceAuthn") == Some("true"), ..idp };
    // What is to be signed is signed, or not sent.
    let sp = if idp.sign_requests { key::signing(platform, sp).await? } else { sp };
    // Anything but a path of this host is as good as nothing: no open redirect.
    let then = query.get("then").and_then(Then::parse);
    let browser = Browser::of(platform, &visit.parts.headers)?;
    let login = PendingLogin {
        id: fresh_id()?,
        browser: browser.hashed(platform),
        provider: provider.id.clone(),
        issued: visit.now,
        until: visit.now.plus_seconds(Awaited::LIFE_SECONDS),
        then: then.as_ref().map_or(landing::NOWHERE, Then::as_str).to_owned(),
    };
    let request = authn_request(&sp, &idp, &login.id, visit.now);
    let carrier = request.carrier(None).ok_or_else(|| Fault::internal("the request cannot be signed"))?;
    let change = platform.tenants[tenant].change(visit.now, None, |draft| {
        sign_in::send_off(draft, login.clone());
        Ok(())
    });
    change.await?;
    visit.steps.passed("sent_off", format!("the request `{}`", login.id));
    let mut response = carry(platform, carrier, &idp)?;
    response.headers_mut().append(header::SET_COOKIE, browser.set_cookie(platform));
    Ok(response)
}

/// A fresh id of a message: an XML name with 256 bits of chance.
pub(crate) fn fresh_id() -> Result<String, Fault> {
    Ok(format!("_{}", Entropy::secret(&mut tenant::entropy()?)))
}

/// The answer that lets a browser carry a message to the identity provider.
pub(super) fn carry(platform: &Platform, carrier: Carrier, idp: &Idp) -> Result<Response<Body>, Fault> {
    match carrier {
        Carrier::Redirect(url) => {
            then::redirect(StatusCode::SEE_OTHER, &url).ok_or_else(|| Fault::internal("the identity provider's address is no header"))
        }
        Carrier::Post { action, fields } => Ok(pages::post_form(platform, &action, &fields, host(idp))),
    }
}

/// What the person knows the identity provider by.
fn host(idp: &Idp) -> &str {
    let rest = idp.sso.location.split_once("://").map_or(idp.sso.location.as_str(), |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
