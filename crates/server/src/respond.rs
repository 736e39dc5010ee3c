//! The only place that picks status, headers and body of a platform answer.

use std::io::Write;

use axum::{
    body::{Body, Bytes},
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
/// How many headers a platform answer has, so that they are made room for once.
const HEADERS: usize = 8;
const LONGEST_NUMBER: usize = 10;
/// Characters of an id.
const ID: usize = uuid::fmt::Hyphenated::LENGTH;
const EMPTY: HeaderValue = HeaderValue::from_static("");

/// What every platform answer carries besides its body.
pub(crate) struct Envelope {
    /// `ININ-Correlation-Id` and `Postern-Decision`: one id names both.
    pub(crate) id: Uuid,
    pub(crate) rate: Rate,
}

impl Envelope {
    /// A successful answer.
    pub(crate) fn reply(&self, reply: Reply) -> Response<Body> {
        self.reply_as(reply, JSON)
    }

    /// A successful answer of another media type.
    pub(crate) fn reply_as(&self, reply: Reply, media: HeaderValue) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = reply.status;
        self.headers(response.headers_mut());
        if let Some(headers) = reply.headers {
            response.headers_mut().extend(*headers);
        }
        if !reply.body.is_empty() {
            response.headers_mut().entry(header::CONTENT_TYPE).or_insert(media);
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
        headers.insert(DECISION, self.id_header());
        response
    }

    fn id_header(&self) -> HeaderValue {
        HeaderValue::from_str(self.id.hyphenated().encode_lower(&mut [0; ID])).unwrap_or(EMPTY)
    }

    /// A refusal, in the platform's error envelope.
    pub(crate) fn fault(&self, fault: &Fault, settings: &Settings) -> Response<Body> {
        self.log_cause(fault);
        let mut response = self.reply(Reply::of(status_of(fault), error_body(fault, self.id, settings)));
        if fault.status == 429 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.rate.reset.max(1)));
        }
        response
    }

    /// A refusal of an operation that speaks another protocol, in that protocol's own shape.
    pub(crate) fn fault_as(&self, fault: &Fault, body: Vec<u8>, media: HeaderValue) -> Response<Body> {
        self.log_cause(fault);
        self.reply_as(Reply::of(status_of(fault), body), media)
    }

    fn log_cause(&self, fault: &Fault) {
        if let Some(cause) = &fault.cause {
            tracing::error!(id = %self.id, status = fault.status, %cause, "request failed");
        }
    }

    /// The values that differ from answer to answer are cut from one text.
    fn headers(&self, headers: &mut HeaderMap) {
        let Rate { count, allowed, reset } = self.rate;
        let mut text = Vec::with_capacity(ID + 3 * LONGEST_NUMBER);
        text.extend_from_slice(self.id.hyphenated().encode_lower(&mut [0; ID]).as_bytes());
        let mut end = |number: u32| {
            // A vector takes every write.
            _ = write!(text, "{number}");
            text.len()
        };
        let ends = [ID, end(count), end(allowed), end(reset)];
        let text = Bytes::from(text);
        let cut = |from: usize, to: usize| HeaderValue::from_maybe_shared(text.slice(from..to)).unwrap_or(EMPTY);
        headers.reserve(HEADERS);
        headers.insert(CORRELATION, cut(0, ID));
        headers.insert(DECISION, cut(0, ID));
        headers.insert(COUNT, cut(ends[0], ends[1]));
        headers.insert(ALLOWED, cut(ends[1], ends[2]));
        headers.insert(RESET, cut(ends[2], ends[3]));
        headers.insert(header::CACHE_CONTROL, NO_STORE);
    }
}

fn status_of(fault: &Fault) -> StatusCode {
    StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
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
