//! What an authorization request is answered with in the end: a code, or a token.

use axum::{body::Body, http::Response};
use postern_decide::{Admitted, Way};
use postern_model::{Token, User};
use postern_oauth::authorize::ResponseType;
use postern_org::{Draft, change::sign_in::codes};

use super::{
    answer::{Problem, Told, send_back},
    authorize::{Asked, way},
    browser::InSession,
    visit::{Visit, steps},
};
use crate::{decisions::Entry, fault::Fault, platform::fresh_serial};

/// What is given.
enum Given {
    Code(String),
    Token(Token),
}

/// How a try ended. The rules are asked again on the value that is changed, so that no switch comes between.
enum Try {
    Given(Given, Admitted),
    Barred(Told),
    /// Session or consent are gone meanwhile.
    Changed,
}

/// Gives what was asked for to the person of the session.
pub(super) async fn answer(visit: &Visit, asked: &Asked, session: &InSession) -> Response<Body> {
    let tenant = &visit.platform.tenants[asked.tenant];
    let actor = visit.actor(Some(asked.client), Some(session.session.user));
    let serial = fresh_serial();
    let tried = tenant.change(visit.now, actor, |draft| Ok(attempt(visit, asked, session, serial, draft))).await;
    let (given, admitted) = match tried {
        Ok(Try::Given(given, admitted)) => (given, admitted),
        Ok(Try::Barred(told)) => return Problem::Client(asked.whom(Some(session)), asked.to.clone(), told).answer(visit),
        Ok(Try::Changed) => return asked.then.go(),
        Err(fault) => return visit.fault(&fault),
    };
    let response = match given {
        Given::Code(code) => send_back(visit, asked.tenant, &asked.to, &[("code", &code)]),
        Given::Token(token) => match implicit(visit, asked, &token).await {
            Ok(response) => response,
            Err(fault) => return visit.fault(&fault),
        },
    };
    visit.keep(asked.whom(Some(session)), Entry { steps: steps(&admitted), refusal: None }, response)
}

fn attempt(visit: &Visit, asked: &Asked, in_session: &InSession, serial: u64, draft: &mut Draft<'_>) -> Try {
    let session = &in_session.session;
    let (user, signed_in) = (session.user, session.signed_in);
    let Some(client) = draft.client(asked.client).cloned() else { return Try::Changed };
    let Some(person) = draft.user(user).cloned() else { return Try::Changed };
    let is_kept = draft.kept::<postern_model::sign_in::Session>(&session.id.to_string()).is_some();
    let usable = visit.admit(draft, Way::Session, None, Some((user, signed_in))).outcome.is_ok();
    if !is_kept || !usable || draft.awaits_consent(&client) {
        return Try::Changed;
    }
    let admitted = visit.admit(draft, way(&asked.request), Some(&client), Some((user, signed_in)));
    if let Err(bar) = admitted.outcome {
        return Try::Barred(Told::barred(bar, &admitted));
    }
    let given = match asked.request.response_type {
        ResponseType::Code => {
            let (redirect_uri, challenge) = (asked.to.redirect_uri.clone(), asked.request.challenge.clone());
            Given::Code(codes::issue(draft, codes::NewCode { client: client.id, user, signed_in, redirect_uri, challenge }))
        }
        ResponseType::Token => {
            draft.put_user(User { last_token: Some(visit.now), ..person });
            let (client, seconds) = (client.id, client.token_seconds);
            let (signed_in, issued, address) = (Some(signed_in), visit.now, visit.address);
            Given::Token(Token { serial, client, user: Some(user), signed_in, issued, seconds, address })
        }
    };
    Try::Given(given, admitted)
}

/// The implicit grant's answer (RFC 6749 §4.2.2).
async fn implicit(visit: &Visit, asked: &Asked, token: &Token) -> Result<Response<Body>, Fault> {
    let tenant = &visit.platform.tenants[asked.tenant];
    let cap = asked.organization.profile().settings.token_live_cap;
    visit.platform.live_tokens.admit(tenant, token, cap, visit.now).await?;
    visit.platform.metrics.token_answered(200);
    let (text, seconds) = (visit.platform.sealer.seal(token), token.seconds.to_string());
    let answer = [("access_token", text.as_str()), ("expires_in", &seconds), ("token_type", "bearer")];
    Ok(send_back(visit, asked.tenant, &asked.to, &answer))
}
