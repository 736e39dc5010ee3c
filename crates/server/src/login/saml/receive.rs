//! `POST /saml`: a response comes in through a person's browser. Found good, it begins a session; in the same change the
//! assertion is spent and the login that was under way used up, so that of many equal responses one wins.

use axum::{body::Body, http::Response};
use postern_model::{
    Hashed, SignedIn, Timestamp,
    sign_in::{PendingLogin, SamlSession, Session},
};
use postern_org::{Draft, change::sign_in};
use postern_saml::{Code, NameId, hint};

use super::{
    examine::{Arrived, Good, admitted, examine},
    find, form, landing,
    parties::user_of,
    visit::{Ended, Refused, Visit},
};
use crate::{
    fault::Fault,
    login::{
        browser::{self, Browser},
        steps::Steps,
        then,
    },
};

pub(super) async fn serve(visit: &mut Visit<'_>, body: Body) -> Result<Response<Body>, Ended> {
    let platform = visit.platform;
    let form = form::read(visit.parts, body).await?;
    let message = form::required(&form, "SAMLResponse")?.as_bytes();
    visit.steps.passed("form", "one message in a form");
    let hint = hint(message).map_err(|refusal| Refused::message("decode", &refusal))?;
    find::take_in::<PendingLogin>(platform, hint.in_response_to.as_deref()).await?;
    visit.tenant = find::tenant(platform, &hint);
    let tenant = &platform.tenants[visit.tenant];
    let browser = Browser::of(platform, &visit.parts.headers)?;
    let arrived = Arrived {
        platform,
        message,
        hint: &hint,
        relay: form.get("RelayState"),
        browser: browser.hashed(platform),
        address: visit.address,
        now: visit.now,
    };
    let organization = tenant.current();
    let good = examine(arrived, &organization, &mut visit.steps)?;
    visit.person(good.user);
    let old = browser::session(platform, &visit.parts.headers).filter(|old| old.tenant == visit.tenant);
    let change = tenant.change(visit.now, None, |draft| {
        let mut steps = Steps::default();
        let replaced = old.as_ref().map(|old| &old.session);
        Ok((let_in(arrived, &good, replaced, draft, &mut steps), steps))
    });
    let (begun, steps) = change.await?;
    visit.steps.append(steps);
    let Begun { then, secret, until } = begun?;
    let mut response = then::redirect(axum::http::StatusCode::SEE_OTHER, &then).ok_or_else(|| Fault::internal("no place to land"))?;
    let headers = response.headers_mut();
    headers.append(axum::http::header::SET_COOKIE, browser::set_session(platform, &secret, until));
    headers.append(axum::http::header::SET_COOKIE, browser.set_cookie(platform));
    Ok(response)
}

/// A session that began, and where to go on.
struct Begun {
    then: String,
    secret: String,
    until: Timestamp,
}

/// Begins the session. Nothing is written when it refuses.
fn let_in(arrived: Arrived<'_>, good: &Good, old: Option<&Session>, draft: &mut Draft<'_>, steps: &mut Steps) -> Result<Begun, Refused> {
    let good = still_good(arrived, good, draft, steps)?;
    admitted(arrived, draft, good.user, steps)?;
    let Good { provider, accepted, user, .. } = good;
    if sign_in::is_spent(draft, &accepted.issuer, &accepted.assertion_id) {
        return Err(Refused::new("replay", Code::Replayed, "the assertion was used before"));
    }
    let (then, found) = match &accepted.in_response_to {
        Some(id) => (used_up(draft, id, arrived.browser)?.then, "where the person wanted to go"),
        None => landing::find(arrived.platform, draft, accepted.service_name.as_deref(), arrived.relay),
    };
    sign_in::spend(draft, &accepted.issuer, &accepted.assertion_id, accepted.replay_until)
        .map_err(|sign_in::Replayed| Refused::new("replay", Code::Replayed, "the assertion was used before"))?;
    steps.passed("replay", "the assertion was not used before");
    steps.passed("landing", found);
    if let Some(old) = old {
        sign_in::end(draft, old);
    }
    let NameId { value, format, name_qualifier, sp_name_qualifier } = accepted.subject;
    let session_index = accepted.session_index;
    let saml = SamlSession { provider: provider.id, name_id: value, format, name_qualifier, sp_name_qualifier, session_index };
    let (session, secret) = sign_in::begin(draft, user, SignedIn::Saml, Some(saml), accepted.session_until);
    Ok(Begun { then, secret, until: session.until })
}

/// The answer as it is on the organization's newest value: the same, unless what it was found good by changed meanwhile.
fn still_good(arrived: Arrived<'_>, good: &Good, draft: &Draft<'_>, steps: &mut Steps) -> Result<Good, Refused> {
    let same = draft.provider(&good.provider.id) == Some(&good.provider)
        && draft.profile().settings == good.settings
        && user_of(draft, &good.accepted) == Some(good.user);
    if same { Ok(good.clone()) } else { examine(arrived, draft, steps) }
}

/// Takes the login that was under way, which the response answers.
fn used_up(draft: &mut Draft<'_>, id: &str, browser: Hashed) -> Result<PendingLogin, Refused> {
    let gone = || Refused::new("in_response_to", Code::InResponseToMismatch, "the request was answered meanwhile");
    let login = draft.kept::<PendingLogin>(id).filter(|login| login.browser == browser).cloned().ok_or_else(gone)?;
    draft.forget::<PendingLogin>(id);
    Ok(login)
}
