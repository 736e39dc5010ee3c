//! `POST /oauth/token` (RFC 6749 §3.2; bodies and statuses as recorded in `docs/FIDELITY.md`).

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header},
};
use hyper::body::Incoming;
use postern_decide::Rate;
use postern_model::{Client, ClientState, Id, Settings, Timestamp, Token};
use postern_oauth::{ErrorBody, Leniency, OAuthError, TokenBody, TokenRequest, grants};
use postern_org::Organization;

use crate::{
    call::Reply,
    fault::Fault,
    platform::{Platform, fresh_serial, fresh_uuid},
    respond::Envelope,
    router::BODY_LIMIT,
};

/// Serves one token request.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Incoming>) -> Response<Body> {
    let now = platform.clock.now();
    let (parts, body) = request.into_parts();
    let first = platform.first();
    let settings = &first.profile().settings;
    let answer = match axum::body::to_bytes(Body::new(body), BODY_LIMIT).await {
        Ok(body) => issue(&platform, settings, &parts.headers, &body, Moment { address, now }).await,
        Err(_) => Err(Refused::OAuth(OAuthError::InvalidRequest(format!("the body is over the size limit of {BODY_LIMIT} bytes")))),
    };
    let envelope = Envelope { id: fresh_uuid(), rate: Rate::UNLIMITED };
    let (reply, retry_after) = match answer {
        Ok(reply) => (reply, None),
        Err(Refused::OAuth(error)) => refusal(&error, settings),
        Err(Refused::Server(fault)) => return envelope.fault(&fault, settings),
    };
    platform.metrics.token_answered(reply.status.as_u16());
    let wants_challenge = reply.status == StatusCode::UNAUTHORIZED;
    let mut response = envelope.login_reply(reply);
    if wants_challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"postern\""));
    }
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Why no token: the caller's fault, or ours.
enum Refused {
    OAuth(OAuthError),
    Server(Fault),
}

impl From<OAuthError> for Refused {
    fn from(error: OAuthError) -> Self {
        Self::OAuth(error)
    }
}

/// Answers another method than POST, which RFC 6749 §3.2 demands.
pub(crate) fn wrong_method(platform: &Platform) -> Response<Body> {
    let error = OAuthError::InvalidRequest("the token endpoint takes POST".to_owned());
    let (reply, _) = refusal(&error, &platform.first().profile().settings);
    let reply = Reply { status: StatusCode::METHOD_NOT_ALLOWED, ..reply };
    let mut response = Envelope { id: fresh_uuid(), rate: Rate::UNLIMITED }.login_reply(reply);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

/// Where and when a token is asked for.
struct Moment {
    address: IpAddr,
    now: Timestamp,
}

async fn issue(platform: &Platform, settings: &Settings, headers: &HeaderMap, body: &[u8], moment: Moment) -> Result<Reply, Refused> {
    let Moment { address, now } = moment;
    if !platform.is_ready() {
        return Err(Refused::Server(Fault::unavailable("the store is out of sight")));
    }
    // A header that is no text is there all the same: it is malformed, not missing.
    let header = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
    let request = TokenRequest::parse(header(header::AUTHORIZATION), header(header::CONTENT_TYPE), body, Leniency::from(settings))?;
    let id = Id::parse(&request.client.id).ok_or(OAuthError::ClientNotFound)?;
    let (tenant, organization) = platform.tenant_of(id).ok_or(OAuthError::ClientNotFound)?;
    let settings = &organization.profile().settings;
    let client = authenticate(&organization, id, &request, &platform.pepper)?;
    grants::client_credentials::check(client)?;
    limit(platform, client, settings, now)?;
    let token = Token {
        serial: fresh_serial(),
        client: client.id,
        user: None,
        signed_in: None,
        issued: now,
        seconds: client.token_seconds,
        address,
    };
    platform.live_tokens.admit(&platform.tenants[tenant], &token, settings.token_live_cap, now).await.map_err(Refused::Server)?;
    let text = platform.sealer.seal(&token);
    let body = TokenBody { access_token: &text, token_type: "bearer", expires_in: token.seconds };
    Reply::json(&body).map_err(Refused::Server)
}

/// The secret is looked at before the state, so that only who has the secret learns the state.
fn authenticate<'o>(
    organization: &'o Organization,
    id: Id<Client>,
    request: &TokenRequest,
    pepper: &[u8; 32],
) -> Result<&'o Client, OAuthError> {
    let client = organization.client(id).ok_or(OAuthError::ClientNotFound)?;
    if !client.secret_matches(pepper, &request.client.secret) {
        return Err(OAuthError::AuthenticationFailed);
    }
    match client.state {
        ClientState::Active => Ok(client),
        ClientState::Disabled | ClientState::Inactive => Err(OAuthError::ClientNotActive),
    }
}

fn limit(platform: &Platform, client: &Client, settings: &Settings, now: Timestamp) -> Result<(), OAuthError> {
    let allowed = settings.token_rate_per_minute;
    if allowed == 0 {
        return Ok(());
    }
    let rate = platform.token_requests.count(client.id.uuid().as_u64_pair().1, allowed, now);
    if rate.count > allowed { Err(OAuthError::TooManyRequests(rate.reset.max(1))) } else { Ok(()) }
}

fn refusal(error: &OAuthError, settings: &Settings) -> (Reply, Option<u32>) {
    let description = error.description();
    let body = ErrorBody { error: error.error(settings), description: &description, error_description: &description };
    let status = StatusCode::from_u16(error.status(settings)).unwrap_or(StatusCode::BAD_REQUEST);
    let reply = Reply::of(status, serde_json::to_vec(&body).unwrap_or_default());
    let retry_after = if let OAuthError::TooManyRequests(seconds) = error { Some(*seconds) } else { None };
    (reply, retry_after)
}
