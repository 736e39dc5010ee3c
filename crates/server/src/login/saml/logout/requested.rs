//! An identity provider asks that a person's sessions end. Those that it began end: the ones that it names, or all of that
//! name. It is told so, also when there were none.

use axum::{
    body::Body,
    http::{Response, header},
};
use postern_model::sign_in::{SamlSession, Session};
use postern_org::{Draft, Organization, change::sign_in};
use postern_saml::{Code, Idp, LogoutRequest, Sp, logout_response, verify_logout_request};

use super::{
    super::{
        examine::{SKEW, unusable},
        find, key,
        parties::parties,
        start::{carry, fresh_id},
        visit::{Ended, Refused, Visit},
    },
    Came,
};
use crate::{
    fault::Fault,
    login::{browser, pages},
};

/// A request that was verified, and whose it is.
struct Verified {
    request: LogoutRequest,
    sp: Sp,
    idp: Idp,
    /// The records that it is good for: several may have one issuer.
    providers: Vec<String>,
}

pub(super) async fn serve(visit: &mut Visit<'_>, came: Came<'_>, issuer: Option<&str>) -> Result<Response<Body>, Ended> {
    let platform = visit.platform;
    let mut first = None;
    let mut found = None;
    for (at, tenant) in platform.tenants.iter().enumerate() {
        match verify(visit, came, &tenant.current(), issuer) {
            Ok(verified) => {
                found = Some((at, verified));
                break;
            }
            Err(refused) => _ = first.get_or_insert(refused),
        }
    }
    let unknown = || first.unwrap_or_else(|| Refused::new("provider", Code::ProviderUnknown, "there is no organization"));
    let (tenant, verified) = found.ok_or_else(unknown)?;
    visit.tenant = tenant;
    visit.steps.passed("logout", format!("the provider `{}` asks for a logout", verified.idp.id));
    let mine = browser::session(platform, &visit.parts.headers);
    let ended = platform.tenants[tenant].change(visit.now, None, |draft| Ok(end(draft, &verified))).await??;
    visit.steps.passed("sessions", format!("{} sessions ended", ended.len()));
    if let Some(session) = ended.first() {
        visit.person(session.user);
    }
    let mut response = answer(visit, came, &verified).await?;
    if mine.is_some_and(|mine| ended.iter().any(|session| session.id == mine.session.id)) {
        response.headers_mut().append(header::SET_COOKIE, browser::end_session(platform));
    }
    Ok(response)
}

fn verify(visit: &Visit<'_>, came: Came<'_>, organization: &Organization, issuer: Option<&str>) -> Result<Verified, Refused> {
    let mut found: Option<Verified> = None;
    let mut first = None;
    for provider in find::candidates(organization, issuer, None)? {
        let (sp, idp) = parties(visit.platform, organization, provider).map_err(unusable)?;
        match verify_logout_request(came.delivery, &sp, &idp, visit.now, SKEW) {
            Ok(request) => {
                let verified = found.get_or_insert(Verified { request, sp, idp, providers: Vec::new() });
                verified.providers.push(provider.id.clone());
            }
            Err(refusal) => _ = first.get_or_insert(Refused::message("logout", &refusal)),
        }
    }
    let unknown = || first.unwrap_or_else(|| Refused::new("provider", Code::ProviderUnknown, "no provider has the issuer"));
    found.ok_or_else(unknown)
}

/// Ends the sessions. A request is good once, like an assertion.
fn end(draft: &mut Draft<'_>, verified: &Verified) -> Result<Vec<Session>, Ended> {
    let Verified { request, idp, providers, .. } = verified;
    sign_in::spend(draft, &idp.issuer, &request.id, request.replay_until)
        .map_err(|sign_in::Replayed| Refused::new("replay", Code::Replayed, "the request was used before"))?;
    let named =
        |session: &&Session| session.saml.as_ref().is_some_and(|saml| providers.contains(&saml.provider) && is_named(saml, request));
    let ended: Vec<Session> = draft.all_kept::<Session>().filter(named).cloned().collect();
    ended.iter().for_each(|session| sign_in::end(draft, session));
    Ok(ended)
}

/// Whether a request names a session (core §3.7.1, §3.3.4): the same name, in what both say of it; no index is all of them.
fn is_named(saml: &SamlSession, request: &LogoutRequest) -> bool {
    let subject = &request.subject;
    let agree = |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
    let indexes = &request.session_indexes;
    saml.name_id == subject.value
        && agree(&saml.format, &subject.format)
        && agree(&saml.name_qualifier, &subject.name_qualifier)
        && agree(&saml.sp_name_qualifier, &subject.sp_name_qualifier)
        && (indexes.is_empty() || saml.session_index.as_ref().is_some_and(|index| indexes.contains(index)))
}

/// Tells the provider, where it says how.
async fn answer(visit: &Visit<'_>, came: Came<'_>, verified: &Verified) -> Result<Response<Body>, Ended> {
    let platform = visit.platform;
    let Verified { request, sp, idp, .. } = verified;
    if idp.slo.is_none() {
        return Ok(pages::signed_out(platform, "Your identity provider signed you out."));
    }
    let sp = key::signing(platform, sp.clone()).await?;
    let relay = request.relay_state.as_deref().or(came.relay);
    let carrier = logout_response(&sp, idp, (&request.id, true), &fresh_id()?, visit.now)
        // A relay state that is too long is not sent back.
        .and_then(|answer| answer.carrier(relay).or_else(|| answer.carrier(None)));
    Ok(carry(platform, carrier.ok_or_else(|| Fault::internal("the answer cannot be signed"))?, idp)?)
}
