//! `POST /oauth/token` (RFC 6749 §3.2; bodies and statuses as recorded in `docs/FIDELITY.md`). One file a grant.
//!
//! Every answer leaves a decision (`/postern/decisions/{id}`): what was read, who asked, each rule of
//! `postern_decide::admit`, what was presented, and why not.

mod asking;
mod authorization_code;
mod client_credentials;
mod issued;
mod password;
mod person;
mod refresh_token;
mod refused;
mod saml2_bearer;
mod trace;

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderValue, Request, Response, StatusCode, header, request::Parts},
};
use postern_decide::Rate;
use postern_model::Settings;
use postern_oauth::{ErrorBody, Grant, Leniency, OAuthError, Sent, TokenBody, TokenRequest};

use self::{
    asking::Asking,
    issued::Issued,
    refused::{Denied, Refused},
    trace::Trace,
};
use crate::{
    call::Reply,
    fault::Fault,
    platform::{Platform, fresh_uuid},
    respond::Envelope,
    router::BODY_LIMIT,
};

/// Serves one token request.
pub(crate) async fn serve<B>(platform: Arc<Platform>, address: IpAddr, request: Request<B>) -> Response<Body>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let (parts, body) = request.into_parts();
    let mut trace = Trace::default();
    let issued = match axum::body::to_bytes(Body::new(body), BODY_LIMIT).await {
        Ok(body) => issue(&platform, address, (&parts, &body), &mut trace).await,
        Err(_) => Err(OAuthError::InvalidRequest(format!("the body is over the size limit of {BODY_LIMIT} bytes")).into()),
    };
    answer(&platform, &parts, trace, issued)
}

/// Answers another method than POST, which RFC 6749 §3.2 demands.
pub(crate) fn wrong_method<B>(platform: &Platform, request: &Request<B>) -> Response<Body> {
    let error = OAuthError::InvalidRequest("the token endpoint takes POST".to_owned());
    let reply = Reply { status: StatusCode::METHOD_NOT_ALLOWED, ..refusal(&error, &platform.first().profile().settings) };
    let envelope = Envelope { id: fresh_uuid(), rate: Rate::UNLIMITED };
    let asked = (request.method(), request.uri().path());
    Trace::default().keep(platform, envelope.id, asked, reply.status.as_u16(), Some(&Denied::from(error)));
    let mut response = envelope.login_reply(reply);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

async fn issue(platform: &Arc<Platform>, address: IpAddr, (parts, body): (&Parts, &[u8]), trace: &mut Trace) -> Result<Issued, Refused> {
    if !platform.is_ready() {
        return Err(Fault::unavailable("the store is out of sight").into());
    }
    // A header that is no text is there all the same: it is malformed, not missing.
    let header = |name| parts.headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
    let sent =
        Sent { authorization: header(header::AUTHORIZATION), content_type: header(header::CONTENT_TYPE), query: parts.uri.query(), body };
    let leniency = Leniency::from(&platform.first().profile().settings);
    let TokenRequest { client, grant } = TokenRequest::parse(sent, leniency)?;
    trace.steps.passed("request", grant.name());
    let asking = Asking::of(platform, &client, grant.client_type(), address, trace)?;
    match grant {
        Grant::ClientCredentials => client_credentials::issue(&asking, trace).await,
        grant => {
            let mut own = std::mem::take(trace);
            // In a task of its own: a client that hangs up must not cut a change in two.
            let task = tokio::spawn(async move { (for_person(&asking, grant, &mut own).await, own) });
            let (issued, own) = task.await.map_err(Fault::internal)?;
            *trace = own;
            issued
        }
    }
}

async fn for_person(asking: &Asking, grant: Grant, trace: &mut Trace) -> Result<Issued, Refused> {
    match grant {
        Grant::AuthorizationCode(request) => authorization_code::issue(asking, request, trace).await,
        Grant::RefreshToken(request) => refresh_token::issue(asking, request, trace).await,
        Grant::Saml2Bearer(request) => saml2_bearer::issue(asking, request, trace).await,
        Grant::Password(request) => password::issue(asking, request, trace).await,
        Grant::ClientCredentials => client_credentials::issue(asking, trace).await,
    }
}

fn answer(platform: &Platform, parts: &Parts, trace: Trace, issued: Result<Issued, Refused>) -> Response<Body> {
    let envelope = Envelope { id: fresh_uuid(), rate: Rate::UNLIMITED };
    let first = platform.first();
    let settings = &first.profile().settings;
    let (reply, denied) = match issued.and_then(|issued| granted(platform, &issued)) {
        Ok(reply) => (reply, None),
        Err(Refused::Server(fault)) => return envelope.fault(&fault, settings),
        Err(Refused::Caller(denied)) => (refusal(&denied.error, settings), Some(denied)),
    };
    let status = reply.status;
    platform.metrics.token_answered(status.as_u16());
    trace.keep(platform, envelope.id, (&parts.method, parts.uri.path()), status.as_u16(), denied.as_deref());
    let mut response = envelope.login_reply(reply);
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"postern\""));
    }
    if let Some(OAuthError::TooManyRequests(seconds)) = denied.map(|denied| denied.error) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn granted(platform: &Platform, issued: &Issued) -> Result<Reply, Refused> {
    let Issued { token, refresh } = issued;
    let text = platform.sealer.seal(token);
    let body = TokenBody { access_token: &text, token_type: "bearer", expires_in: token.seconds, refresh_token: refresh.as_deref() };
    Ok(Reply::json(&body)?)
}

fn refusal(error: &OAuthError, settings: &Settings) -> Reply {
    let description = error.description();
    let body = ErrorBody { error: error.error(settings), description: &description, error_description: &description };
    let status = StatusCode::from_u16(error.status(settings)).unwrap_or(StatusCode::BAD_REQUEST);
    Reply::of(status, serde_json::to_vec(&body).unwrap_or_default())
}
