//! Signing in: a page to choose from, then a page that carries the chosen answer.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    body::Body,
    http::{Response, request::Parts},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use postern_saml::{NameId, SigningKey, sign_enveloped};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};

use super::{
    TestIdp,
    answers::{ANSWERS, Answer, Signer},
    failed, issuer,
    message::Says,
    pages, people, record, remember,
    request::{self, Asked},
    unreadable,
};
use crate::{
    fault::Fault,
    login::saml::{fresh_id, read_form},
    platform::Platform,
    query::Query,
};

const NO_REQUEST: &str = "What arrived is no request for sign-in.";

/// Seconds for which an answer is good.
const LIFE: i64 = 300;

/// A request came in the query; without one the sign-in begins here.
pub(super) fn redirected(platform: &Platform, idp: &TestIdp, query: &str) -> Response<Body> {
    let query = Query::parse(Some(query));
    let Some(message) = query.get("SAMLRequest") else { return choose(platform, idp, None) };
    match request::read(message, true, query.get("RelayState")) {
        Some(asked) => choose(platform, idp, Some(asked)),
        None => unreadable(platform, NO_REQUEST),
    }
}

/// A request came in a form.
pub(super) async fn posted(platform: &Platform, idp: &TestIdp, parts: &Parts, body: Body) -> Response<Body> {
    let form = read_form(parts, body).await;
    let asked = form.and_then(|form| request::read(form.get("SAMLRequest")?, false, form.get("RelayState")));
    asked.map_or_else(|| unreadable(platform, NO_REQUEST), |asked| choose(platform, idp, Some(asked)))
}

/// The page to choose from.
pub(super) fn choose(platform: &Platform, idp: &TestIdp, asked: Option<Asked>) -> Response<Body> {
    let organization = platform.first();
    let sessions: BTreeSet<_> = idp.memory().sessions.iter().map(|(name, _)| name.value.clone()).collect();
    pages::choose(platform, &organization.profile().name, people::groups(&organization), (asked, sessions.into_iter().collect()))
}

/// Makes the answer, and the page that carries it.
pub(super) async fn answer(platform: &Platform, idp: &TestIdp, parts: &Parts, body: Body) -> Response<Body> {
    let Some(form) = read_form(parts, body).await else { return unreadable(platform, "The form cannot be read.") };
    let answer = ANSWERS.iter().find(|answer| Some(answer.name) == form.get("answer"));
    let (Some(answer), Some(person)) = (answer, form.get("person")) else {
        return unreadable(platform, "Choose a person and an answer.");
    };
    let asked = form.get("request").filter(|id| request::is_name(id));
    let message = match answer.signer {
        Signer::Again => idp.memory().last.clone(),
        _ => match make(platform, idp, answer, (person, asked)) {
            Ok(message) => Some(message),
            Err(fault) => return failed(platform, &fault),
        },
    };
    let Some(message) = message else { return unreadable(platform, "Nothing was sent yet, so nothing can be sent again.") };
    idp.memory().last = Some(message.clone());
    let mut fields = vec![("SAMLResponse", message)];
    fields.extend(form.get("relay").map(|relay| ("RelayState", relay.to_owned())));
    pages::send(platform, answer, person, &fields)
}

/// The answer in base64.
fn make(platform: &Platform, idp: &TestIdp, answer: &Answer, (person, asked): (&str, Option<&str>)) -> Result<String, Fault> {
    let (now, organization) = (platform.clock.now(), platform.first());
    let audience = organization.provider(record::ID).and_then(|record| record.other.get("relyingPartyIdentifier")?.as_str());
    let mut says = Says {
        response_id: fresh_id()?,
        assertion_id: fresh_id()?,
        issuer: issuer(platform),
        issued: now,
        from: now.plus_seconds(-30),
        until: now.plus_seconds(LIFE),
        audience: audience.unwrap_or(&platform.url).to_owned(),
        recipient: format!("{}/saml", platform.url),
        in_response_to: asked.map(str::to_owned),
        person: person.to_owned(),
        email: true,
        organization: organization.profile().third_party_org_name.clone(),
        session_index: fresh_id()?,
    };
    (answer.edit)(&mut says);
    let key = match answer.signer {
        Signer::Stranger => Some(stranger()?),
        Signer::Nobody => None,
        Signer::Own | Signer::Again => Some(idp.pair.signing.clone()),
    };
    let signed = signed(&says, key.as_ref())?;
    let other = Says { assertion_id: fresh_id()?, ..says.clone() };
    let whole = (answer.surgery)(says.response(&signed), &self::signed(&other, key.as_ref())?);
    if answer.reason.is_some() {
        return Ok(STANDARD.encode(whole));
    }
    let name =
        NameId { value: says.person, format: Some(super::message::EMAIL_FORMAT.to_owned()), name_qualifier: None, sp_name_qualifier: None };
    remember(&mut idp.memory().sessions, (name, says.session_index));
    Ok(STANDARD.encode(whole))
}

fn signed(says: &Says, key: Option<&SigningKey>) -> Result<String, Fault> {
    let assertion = says.assertion();
    match key {
        Some(key) => sign_enveloped(&assertion, &says.assertion_id, key).ok_or_else(|| Fault::internal("an answer cannot be signed")),
        None => Ok(assertion),
    }
}

/// A key that is used once.
fn stranger() -> Result<SigningKey, Fault> {
    let chance = SystemRandom::new();
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).map_err(Fault::internal)?;
    SigningKey::from_pkcs8(key.as_ref(), Arc::new(chance)).ok_or_else(|| Fault::internal("a fresh key cannot be read"))
}
