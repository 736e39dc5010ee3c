//! Signing out, from either side, in the query. The roles of the SAML library change places: the test identity provider is
//! who sends and receives, Postern is the other.

use axum::{
    body::Body,
    http::{Response, StatusCode, request::Parts},
};
use postern_saml::{
    Binding, Carrier, Delivery, Endpoint, Idp, NameId, Outgoing, Refusal, Sp, TrustedKey, logout_hint, logout_request, logout_response,
    verify_logout_request, verify_logout_response,
};

use super::{TestIdp, failed, issuer, pages, record, remember, unreadable};
use crate::{
    fault::Fault,
    login::{
        saml::{SKEW, fresh_id, key, parties::parties, read_form},
        then,
    },
    platform::Platform,
};

/// The test identity provider and Postern, as the library wants a sender and the one that it sends to.
struct Sides {
    me: Sp,
    them: Idp,
}

async fn sides(platform: &Platform, idp: &TestIdp) -> Result<Sides, Fault> {
    let organization = platform.first();
    let record = organization.provider(record::ID).ok_or_else(|| Fault::internal("the record of the test identity provider is gone"))?;
    let (sp, known) = parties(platform, &organization, record).map_err(|unusable| Fault::internal(unusable.text()))?;
    let sp = key::signing(platform, sp).await?;
    let certificate = TrustedKey::from_der(sp.certificate.as_deref().unwrap_or_default()).map_err(Fault::internal)?;
    let to = Endpoint { binding: Binding::Redirect, location: sp.slo.clone() };
    let me = Sp {
        entity_id: issuer(platform),
        slo: format!("{}/slo", issuer(platform)),
        signing: Some(idp.pair.signing.clone()),
        certificate: None,
        ..sp.clone()
    };
    let them = Idp { id: String::new(), issuer: sp.entity_id, keys: vec![certificate], sso: to.clone(), slo: Some(to), ..known };
    Ok(Sides { me, them })
}

/// A logout message of Postern's.
pub(super) async fn receive(platform: &Platform, idp: &TestIdp, query: &str) -> Response<Body> {
    let sides = match sides(platform, idp).await {
        Ok(sides) => sides,
        Err(fault) => return failed(platform, &fault),
    };
    let now = platform.clock.now();
    let delivery = Delivery::Redirect(query);
    let hint = match logout_hint(delivery) {
        Ok(hint) => hint,
        Err(refusal) => return refused(platform, &refusal),
    };
    if hint.asks {
        return match verify_logout_request(delivery, &sides.me, &sides.them, now, SKEW) {
            Ok(request) => {
                let ended = |(name, index): &(NameId, String)| {
                    name.value == request.subject.value && (request.session_indexes.is_empty() || request.session_indexes.contains(index))
                };
                idp.memory().sessions.retain(|session| !ended(session));
                let answer = fresh_id().map(|id| logout_response(&sides.me, &sides.them, (&request.id, true), &id, now));
                go(platform, answer, request.relay_state.as_deref())
            }
            Err(refusal) => refused(platform, &refusal),
        };
    }
    let request = hint.in_response_to.unwrap_or_default();
    if !idp.memory().logouts.contains(&request) {
        return unreadable(platform, "It answers no logout that began here.");
    }
    match verify_logout_response(delivery, &sides.me, &sides.them, &request, now, SKEW) {
        Ok(answer) => {
            idp.memory().logouts.retain(|known| *known != request);
            pages::signed_out(platform, answer.done)
        }
        Err(refusal) => refused(platform, &refusal),
    }
}

/// Begins a logout here, of one of the sessions that were given.
pub(super) async fn start(platform: &Platform, idp: &TestIdp, parts: &Parts, body: Body) -> Response<Body> {
    let form = read_form(parts, body).await;
    let person = form.as_ref().and_then(|form| form.get("person")).unwrap_or_default();
    let name = idp.memory().sessions.iter().map(|(name, _)| name).find(|name| name.value == person).cloned();
    let Some(name) = name else { return unreadable(platform, "Nobody of that name was signed in.") };
    let (sides, id) = match (sides(platform, idp).await, fresh_id()) {
        (Ok(sides), Ok(id)) => (sides, id),
        (Err(fault), _) | (_, Err(fault)) => return failed(platform, &fault),
    };
    let request = logout_request(&sides.me, &sides.them, (&name, None), &id, platform.clock.now());
    {
        let mut memory = idp.memory();
        memory.sessions.retain(|(other, _)| other.value != name.value);
        remember(&mut memory.logouts, id);
    }
    go(platform, Ok(request), None)
}

fn go(platform: &Platform, message: Result<Option<Outgoing>, Fault>, relay: Option<&str>) -> Response<Body> {
    let carrier = message.map(|message| message.and_then(|message| message.carrier(relay)));
    let response = match carrier {
        Ok(Some(Carrier::Redirect(url))) => then::redirect(StatusCode::SEE_OTHER, &url),
        Ok(_) => None,
        Err(fault) => return failed(platform, &fault),
    };
    response.unwrap_or_else(|| failed(platform, &Fault::internal("a logout message cannot be sent")))
}

/// It is a tool for trying things out: it says why.
fn refused(platform: &Platform, refusal: &Refusal) -> Response<Body> {
    unreadable(platform, &format!("The logout message is not good: {refusal}"))
}
