//! Token URLs that people find in forums and that do not exist: `/v2/oauth/token`, `/api/v2/oauth/token`. Strict by
//! default: the setting `wrong-token-urls` chooses the refusal, and the trace says where to go. `--lenient` serves them
//! with a `Warning` header (RFC 7234 §5.5, code 299) that names the right URL.

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, Request, Response},
};
use hyper::body::Incoming;
use postern_decide::{Decision, Rate, Reason, Target, Trace, Verdict};
use postern_model::settings::WrongTokenUrls;

use super::token;
use crate::{
    decisions::{Record, What},
    fault::Fault,
    platform::{Platform, fresh_uuid},
    respond::Envelope,
    router,
};

const PATHS: [&str; 2] = ["/v2/oauth/token", "/api/v2/oauth/token"];

/// What the trace says of a refusal.
const ADVICE: &str = "this URL does not exist on the real service; tokens come from POST /oauth/token on the login host";

/// Whether `path` is one of them, in any letter case.
pub(crate) fn is_one(path: &str) -> bool {
    PATHS.iter().any(|wrong| path.trim_end_matches('/').eq_ignore_ascii_case(wrong))
}

/// Where to go instead, for one who asked for `path`.
pub(crate) fn advice(path: &str) -> Option<&'static str> {
    is_one(path).then_some(ADVICE)
}

/// Answers a request for one of them.
pub(crate) async fn serve(platform: Arc<Platform>, address: IpAddr, request: Request<Incoming>) -> Response<Body> {
    if platform.lenient && request.method() == axum::http::Method::POST {
        return warn(token::serve(platform, address, request).await);
    }
    match platform.first().profile().settings.wrong_token_urls {
        WrongTokenUrls::NotFound => refuse(&platform, &request),
        // The platform API looks at the token first, and a token request has none.
        WrongTokenUrls::Unauthenticated => router::serve(platform, address, request).await,
    }
}

/// 404 in the envelope of the platform API, which is where the path does not exist. No check ran: the trace holds nothing
/// but the reason.
pub(crate) fn refuse(platform: &Platform, request: &Request<Incoming>) -> Response<Body> {
    let organization = platform.first();
    let reason = Reason::NotFound;
    let envelope = Envelope { id: fresh_uuid(), rate: Rate::UNLIMITED };
    let fault = Fault::new(reason.status(), reason.code(), reason.message(platform.catalog, |_| true));
    platform.metrics.answered(fault.status);
    platform.decisions.keep(Record {
        id: envelope.id,
        at: platform.clock.now(),
        tenant: 0,
        subject: None,
        client: None,
        method: request.method().clone(),
        path: request.uri().path().into(),
        what: What::Operation {
            operation: None,
            target: Target::None,
            decision: Decision { verdict: Verdict::Deny(reason), trace: Trace::default() },
            faults: Box::default(),
        },
        status: fault.status,
    });
    envelope.fault(&fault, &organization.profile().settings)
}

/// Marks a tolerated answer.
fn warn(mut response: Response<Body>) -> Response<Body> {
    let text = "299 postern \"this URL does not exist on the real service; use POST /oauth/token on the login host\"";
    response.headers_mut().insert(axum::http::header::WARNING, HeaderValue::from_static(text));
    response
}
