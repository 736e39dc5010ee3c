//! The only place that picks status, headers and body of a platform answer.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use postern_decide::Rate;
use postern_model::{
    Settings,
    settings::{MessageParams, Presence},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{call::Reply, fault::Fault};

const CORRELATION: HeaderName = HeaderName::from_static("inin-correlation-id");
const DECISION: HeaderName = HeaderName::from_static("postern-decision");
const COUNT: HeaderName = HeaderName::from_static("inin-ratelimit-count");
const ALLOWED: HeaderName = HeaderName::from_static("inin-ratelimit-allowed");
const RESET: HeaderName = HeaderName::from_static("inin-ratelimit-reset");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-cache, no-store, must-revalidate");

/// What every platform answer carries besides its body.
pub(crate) struct Envelope {
    /// `ININ-Correlation-Id` and `Postern-Decision`: one id names both.
    pub(crate) id: Uuid,
    pub(crate) rate: Rate,
}

impl Envelope {
    /// A successful answer.
    pub(crate) fn reply(&self, reply: Reply) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = reply.status;
        self.headers(response.headers_mut());
        if !reply.body.is_empty() {
            response.headers_mut().insert(header::CONTENT_TYPE, JSON);
            *response.body_mut() = Body::from(reply.body);
        }
        response
    }

    /// An answer of the login host: the correlation id, no rate headers, never cached (RFC 6749 §5.1).
    pub(crate) fn login_reply(&self, reply: Reply) -> Response<Body> {
        let mut response = Response::new(Body::from(reply.body));
        *response.status_mut() = reply.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, JSON);
        headers.insert(header::CACHE_CONTROL, NO_STORE);
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
        headers.insert(CORRELATION, self.id_header());
        response
    }

    fn id_header(&self) -> HeaderValue {
        let mut text = [0; 36];
        HeaderValue::from_str(self.id.hyphenated().encode_lower(&mut text)).unwrap_or(HeaderValue::from_static(""))
    }

    /// A refusal, in the platform's error envelope.
    pub(crate) fn fault(&self, fault: &Fault, settings: &Settings) -> Response<Body> {
        if let Some(cause) = &fault.cause {
            tracing::error!(id = %self.id, status = fault.status, %cause, "request failed");
        }
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = self.reply(Reply { status, body: error_body(fault, self.id, settings) });
        if fault.status == 429 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.rate.reset.max(1)));
        }
        response
    }

    fn headers(&self, headers: &mut HeaderMap) {
        let id = self.id_header();
        headers.insert(CORRELATION, id.clone());
        headers.insert(DECISION, id);
        headers.insert(COUNT, HeaderValue::from(self.rate.count));
        headers.insert(ALLOWED, HeaderValue::from(self.rate.allowed));
        headers.insert(RESET, HeaderValue::from(self.rate.reset));
        headers.insert(header::CACHE_CONTROL, NO_STORE);
    }
}

/// API description: `ErrorBody`; on the wire `details` and `errors` are empty arrays and `messageParams` is `{}` when unused.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorBody<'a> {
    message: &'a str,
    code: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_with_params: Option<&'a str>,
    message_params: serde_json::Map<String, serde_json::Value>,
    context_id: Uuid,
    details: Vec<Detail<'a>>,
    errors: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Detail<'a> {
    error_code: &'a str,
    field_name: &'a str,
}

fn error_body(fault: &Fault, id: Uuid, settings: &Settings) -> Vec<u8> {
    let named = settings.errors_message_params == MessageParams::Permissions;
    let params = fault.params.iter().filter(|_| named).map(|(name, value)| ((*name).to_owned(), value.clone().into()));
    let body = ErrorBody {
        message: &fault.message,
        code: fault.code,
        status: fault.status,
        message_with_params: (settings.errors_message_with_params == Presence::Send).then_some(&fault.message),
        message_params: params.collect(),
        context_id: id,
        details: fault.field.iter().map(|field| Detail { error_code: fault.code, field_name: field }).collect(),
        errors: [],
    };
    serde_json::to_vec(&body).unwrap_or_default()
}
