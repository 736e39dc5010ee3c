//! The identity provider answers a logout that was begun here. The session here is over already.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use postern_model::sign_in::PendingLogout;
use postern_saml::{Code, verify_logout_response};

use super::{
    super::{
        examine::{SKEW, unusable},
        find,
        parties::parties,
        visit::{Ended, Refused, Visit},
    },
    Came,
};
use crate::{
    fault::Fault,
    login::{browser::Browser, pages, then},
};

pub(super) async fn serve(visit: &mut Visit<'_>, came: Came<'_>, request: &str) -> Result<Response<Body>, Ended> {
    let platform = visit.platform;
    let browser = Browser::of(platform, &visit.parts.headers)?.hashed(platform);
    find::take_in::<PendingLogout>(platform, Some(request)).await?;
    let mine = |pending: &&PendingLogout| pending.browser == browser && pending.until > visit.now;
    let found = platform.tenants.iter().enumerate().find_map(|(at, tenant)| {
        let organization = tenant.current();
        let pending = organization.kept::<PendingLogout>(request).filter(mine).cloned()?;
        Some((at, organization, pending))
    });
    let unknown = || Refused::new("logout", Code::InResponseToMismatch, "it answers no logout of this browser");
    let (tenant, organization, pending) = found.ok_or_else(unknown)?;
    visit.tenant = tenant;
    let provider = find::provider(&organization, &pending.provider)?;
    let (sp, idp) = parties(platform, &organization, provider).map_err(unusable)?;
    let answer = verify_logout_response(came.delivery, &sp, &idp, request, visit.now, SKEW);
    let answer = answer.map_err(|refusal| Refused::message("logout", &refusal))?;
    let change = platform.tenants[tenant].change(visit.now, None, |draft| {
        let known = draft.kept::<PendingLogout>(request).is_some();
        draft.forget::<PendingLogout>(request);
        Ok(known)
    });
    if !change.await? {
        return Err(unknown().into());
    }
    visit.steps.passed("logout", format!("the provider `{}` answered; everything ended there: {}", idp.id, answer.done));
    if !answer.done {
        let text = "You are signed out here, but your identity provider could not end all of its sessions. Close the browser to be safe.";
        return Ok(pages::signed_out(platform, text));
    }
    Ok(then::redirect(StatusCode::SEE_OTHER, &pending.then).ok_or_else(|| Fault::internal("no place to go on"))?)
}
