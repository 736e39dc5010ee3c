//! `postern up --record FILE`: every platform and token request with its answer, a JSON object a line, without secrets. What is
//! recorded can be replayed against a fresh organization (`conversations/README.md`).
//!
//! While it records, Postern serves one request at a time. Callers that ask in parallel get an order that way, and the lines
//! have the same: each answer follows from the lines above it and from nothing else, so a replay needs no tolerance.

mod line;
mod secrets;

use std::{collections::BTreeMap, fs::File, io::Write, net::IpAddr, sync::Arc};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, Response, StatusCode, header, request::Parts},
    response::IntoResponse,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use postern_model::Id;
use postern_org::{Organization, fresh::Founded};
use serde_json::Value;
use tokio::sync::Mutex;

use self::{
    line::{Exchange, Start},
    secrets::Secrets,
};
use crate::{caller::Caller, login, platform::Platform, router};

const TOKEN_ENDPOINT: &str = "/oauth/token";
const API: &str = "/api/";
/// Larger bodies are refused by everybody anyway; they are cut off here, before they are recorded.
const LARGEST: usize = 4 * router::BODY_LIMIT;
/// The request headers that change an answer, besides those that tell who asks.
const TELLING: [header::HeaderName; 3] = [header::CONTENT_TYPE, header::IF_MATCH, header::IF_NONE_MATCH];
const JSON: &str = "application/json";

/// Writes a recording.
pub(crate) struct Recorder {
    /// Held while a request is served.
    one: Mutex<Recording>,
}

struct Recording {
    file: File,
    secrets: Secrets,
    lines: u64,
}

impl Recorder {
    /// Starts a recording of a new organization in an empty file.
    ///
    /// # Errors
    /// What the system says of the file.
    pub(crate) fn start(file: File, organization: &Organization, founded: &Founded, demo: bool) -> std::io::Result<Self> {
        let mut recording = Recording { file, secrets: Secrets::default(), lines: 0 };
        let start = Start::of(organization, founded, demo, &mut recording.secrets);
        recording.file.write_all(&text(&start))?;
        Ok(Self { one: Mutex::new(recording) })
    }
}

/// Whether requests for this path are recorded.
pub(crate) fn is_recorded(path: &str) -> bool {
    path == TOKEN_ENDPOINT || path.get(..API.len()).is_some_and(|start| start.eq_ignore_ascii_case(API))
}

/// Serves a request and records it. A client that hangs up does not keep its line from being written.
pub(crate) async fn serve<B>(platform: Arc<Platform>, address: IpAddr, request: Request<B>) -> Response<Body>
where
    B: axum::body::HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let request = request.map(Body::new);
    tokio::spawn(recorded(platform, address, request)).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request ended badly");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

async fn recorded(platform: Arc<Platform>, address: IpAddr, request: Request<Body>) -> Response<Body> {
    let Some(recorder) = &platform.recorder else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let mut recording = recorder.one.lock().await;
    let mut exchange = recording.asked(&platform, &parts, &body);
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let response = if parts.uri.path() == TOKEN_ENDPOINT && parts.method == axum::http::Method::POST {
        login::token::serve(Arc::clone(&platform), address, request).await
    } else if parts.uri.path() == TOKEN_ENDPOINT {
        login::token::wrong_method(&platform, &request)
    } else {
        router::serve(Arc::clone(&platform), address, request).await
    };
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    exchange.status = head.status.as_u16();
    recording.answered(exchange, &body);
    Response::from_parts(head, Body::from(body))
}

impl Recording {
    /// What is recorded of a request.
    fn asked(&mut self, platform: &Platform, parts: &Parts, body: &[u8]) -> Exchange {
        let who = self.who(platform, parts, body);
        let (request, request_text) = self.body(parts, body);
        Exchange {
            method: parts.method.to_string(),
            path: self.secrets.clean_text(parts.uri.path()),
            query: parts.uri.query().map(|query| self.secrets.clean_query(query)),
            headers: telling(&parts.headers, !body.is_empty()),
            request,
            request_text,
            ..who
        }
    }

    /// Who asks: by a bearer token, by `Basic`, or in the form of a token request.
    fn who(&mut self, platform: &Platform, parts: &Parts, body: &[u8]) -> Exchange {
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (scheme, credential) = authorization.split_once(' ').unwrap_or_default();
        if parts.uri.path() != TOKEN_ENDPOINT {
            let client = Caller::of(platform, &parts.headers).client();
            let credential = Some(credential.trim()).filter(|token| !token.is_empty()).map(|token| self.secrets.marker(token));
            return Exchange { who: client.and_then(|id| name(platform, &id.to_string())), credential, ..Exchange::default() };
        }
        if let Some((id, secret)) = basic(scheme, credential) {
            let credential = Some(self.secrets.marker(&secret));
            return Exchange { who: name(platform, &id), client: Some(id), credential, ..Exchange::default() };
        }
        let form = form_urlencoded::parse(body).find(|(name, _)| name == "client_id");
        Exchange { who: form.and_then(|(_, id)| name(platform, &id)), ..Exchange::default() }
    }

    /// A request's body as JSON, or as text where it is none.
    fn body(&mut self, parts: &Parts, body: &[u8]) -> (Option<Value>, Option<String>) {
        let media = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match std::str::from_utf8(body) {
            Ok(form) if media.starts_with("application/x-www-form-urlencoded") => {
                (Some(Value::Object(self.secrets.clean_form(form))), None)
            }
            _ => self.json_or_text(body),
        }
    }

    fn json_or_text(&mut self, body: &[u8]) -> (Option<Value>, Option<String>) {
        if body.is_empty() {
            return (None, None);
        }
        match serde_json::from_slice(body) {
            Ok(mut value) => {
                self.secrets.clean(&mut value);
                (Some(value), None)
            }
            Err(_) => (None, Some(self.secrets.clean_text(&String::from_utf8_lossy(body)))),
        }
    }

    /// Writes the line, whole and at once. A line that cannot be written is one that is missing: the caller has its answer.
    fn answered(&mut self, mut exchange: Exchange, body: &[u8]) {
        (exchange.response, exchange.response_text) = self.json_or_text(body);
        self.lines += 1;
        exchange.at = self.lines;
        if let Err(error) = self.file.write_all(&text(&exchange)) {
            tracing::error!(%error, line = self.lines, "the recording lacks a line");
        }
    }
}

fn text(line: &impl serde::Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec(line).unwrap_or_default();
    text.push(b'\n');
    text
}

/// The name of the client with this id.
fn name(platform: &Platform, id: &str) -> Option<String> {
    let id = Id::parse(id)?;
    let (_, organization) = platform.tenant_of(id)?;
    organization.client(id).map(|client| client.name.clone())
}

/// Id and secret of RFC 7617.
fn basic(scheme: &str, credential: &str) -> Option<(String, String)> {
    let bytes = Some(credential).filter(|_| scheme.eq_ignore_ascii_case("basic")).map(|text| BASE64_STANDARD.decode(text.trim()))?.ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}

fn telling(headers: &HeaderMap, has_body: bool) -> BTreeMap<String, String> {
    let told = TELLING.iter().filter_map(|name| Some((name, headers.get(name)?.to_str().ok()?)));
    let usual = |name: &header::HeaderName, value: &str| *name == header::CONTENT_TYPE && (value == JSON || !has_body);
    told.filter(|(name, value)| !usual(name, value)).map(|(name, value)| (name.to_string(), value.to_owned())).collect()
}
