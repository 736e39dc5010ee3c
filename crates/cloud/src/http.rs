//! The one place that sends requests to the platform API: reads, the two queries, and the request for a token.

mod answer;

pub(crate) use answer::{cause, is_untrusted};

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_catalog::{Catalog, Operation};
use serde_json::Value;
use ureq::{Agent, tls::TlsConfig};

use self::answer::{Answer, Got};
use crate::{
    Clock, Credentials, Fault, Place, Progress, Trust,
    operation::{Query, Read},
    pace::Pace,
};

/// How often a request is sent that fails for reasons of the network or the service.
const ATTEMPTS: u32 = 5;
/// How often a request is sent that is refused for its rate.
const PATIENCE: u32 = 20;
/// The longest wait that a refusal can ask for.
const LONGEST_WAIT: u64 = 600;

/// One request, as it is sent.
struct Request<'r> {
    /// Method and path, as messages name it.
    call: String,
    url: String,
    operation: &'r Operation,
    body: Option<&'r Value>,
}

/// Sends requests with a token, in the order in which they come.
pub(crate) struct Http<'a> {
    agent: Agent,
    place: &'a Place,
    credentials: &'a Credentials,
    clock: &'a dyn Clock,
    progress: &'a dyn Progress,
    pace: Pace,
    token: Option<String>,
    /// How many requests were sent, those for tokens and those that were sent again included.
    pub requests: u32,
}

impl<'a> Http<'a> {
    pub(crate) fn new(
        (place, trust): (&'a Place, &Trust),
        credentials: &'a Credentials,
        clock: &'a dyn Clock,
        progress: &'a dyn Progress,
        per_minute: u32,
    ) -> Self {
        let pace = Pace::new(per_minute);
        Self { agent: agent(place, trust), place, credentials, clock, progress, pace, token: None, requests: 0 }
    }

    /// Now, by the clock that waits are measured with.
    pub(crate) fn clock(&self) -> &'a dyn Clock {
        self.clock
    }

    /// Reads: the answer's JSON. `params` fill the path's placeholders in order, `query` comes as it is to be sent.
    pub(crate) fn read(&mut self, read: Read, params: &[&str], query: &str) -> Result<Value, Fault> {
        let Some(operation) = read.operation(Catalog::builtin()) else { return Err(unknown(read.name())) };
        let path = filled(operation.path, params);
        let mark = if query.is_empty() { "" } else { "?" };
        let request =
            Request { call: format!("GET {path}"), url: format!("{}{path}{mark}{query}", self.place.api()), operation, body: None };
        self.send(&request)
    }

    /// Asks a question: the answer's JSON.
    pub(crate) fn query(&mut self, query: Query, body: &Value) -> Result<Value, Fault> {
        let Some(operation) = query.operation(Catalog::builtin()) else { return Err(unknown(query.name())) };
        let path = operation.path;
        let request = Request { call: format!("POST {path}"), url: format!("{}{path}", self.place.api()), operation, body: Some(body) };
        self.send(&request)
    }

    /// Sends until there is an answer that says something.
    fn send(&mut self, request: &Request<'_>) -> Result<Value, Fault> {
        let (mut failures, mut refusals, mut renewed) = (0, 0, false);
        loop {
            let token = self.token()?;
            match self.once(request, &token) {
                Got::Value(value) => return Ok(value),
                Got::Fault(fault) => return Err(fault),
                Got::BadToken(fault) => {
                    // It may have ended, idled or been revoked under way: once, another is fetched.
                    if renewed || matches!(self.credentials, Credentials::Token(_)) {
                        return Err(fault);
                    }
                    (renewed, self.token) = (true, None);
                }
                Got::Wait(seconds) => {
                    refusals += 1;
                    if refusals >= PATIENCE || seconds > LONGEST_WAIT {
                        return Err(Fault::Busy { call: request.call.clone(), seconds });
                    }
                    self.wait(Duration::from_secs(seconds.max(1)), "the service asks to slow down");
                }
                Got::Failed(fault) => {
                    failures += 1;
                    if failures >= ATTEMPTS {
                        return Err(fault);
                    }
                    self.wait(back_off(failures), &fault.to_string());
                }
            }
        }
    }

    fn once(&mut self, request: &Request<'_>, token: &str) -> Got {
        self.keep_pace();
        let bearer = format!("Bearer {token}");
        let sent = match request.body {
            None => self.agent.get(&request.url).header("Authorization", &bearer).call(),
            Some(body) => {
                let json = serde_json::to_vec(body).unwrap_or_default();
                let builder = self.agent.post(&request.url).header("Authorization", &bearer);
                builder.header("Content-Type", "application/json").send(json)
            }
        };
        let answer = Answer::of(sent, &self.place.host());
        answer.told().into_iter().for_each(|told| self.pace.told(told, self.clock.now()));
        answer.read(&request.call, request.operation, &self.place.host())
    }

    /// The token to send: the one given, or one that is fetched (RFC 6749 §4.4.2).
    fn token(&mut self) -> Result<String, Fault> {
        let (id, secret) = match (self.credentials, &self.token) {
            (Credentials::Token(token), _) | (_, Some(token)) => return Ok(token.clone()),
            (Credentials::Client { id, secret }, None) => (id, secret),
        };
        let host = self.place.login();
        let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let url = format!("{host}/oauth/token");
        let (mut failures, mut refusals) = (0, 0);
        loop {
            self.keep_pace();
            let builder = self.agent.post(&url).header("Authorization", &basic);
            let sent = builder.header("Content-Type", "application/x-www-form-urlencoded").send("grant_type=client_credentials");
            match Answer::of(sent, &host).token(&host) {
                Got::Value(value) => {
                    let token = value.as_str().unwrap_or_default().to_owned();
                    self.token = Some(token.clone());
                    return Ok(token);
                }
                Got::Fault(fault) | Got::BadToken(fault) => return Err(fault),
                Got::Wait(seconds) if refusals < PATIENCE && seconds <= LONGEST_WAIT => {
                    refusals += 1;
                    self.wait(Duration::from_secs(seconds.max(1)), "the login host asks to slow down");
                }
                Got::Wait(seconds) => return Err(Fault::Busy { call: "POST /oauth/token".to_owned(), seconds }),
                Got::Failed(fault) if failures + 1 >= ATTEMPTS => return Err(fault),
                Got::Failed(fault) => {
                    failures += 1;
                    self.wait(back_off(failures), &fault.to_string());
                }
            }
        }
    }

    fn keep_pace(&mut self) {
        let delay = self.pace.delay(self.clock.now());
        if !delay.is_zero() {
            self.wait(delay, "to stay below the limit of requests");
        }
        self.pace.sent(self.clock.now());
        self.requests += 1;
    }

    fn wait(&self, time: Duration, why: &str) {
        self.progress.waiting(time, why);
        self.clock.wait(time);
    }
}

/// The HTTP client: TLS by rustls with the authorities that are trusted, a proxy if the environment names one, redirects followed nowhere, nothing kept.
pub(crate) fn agent(place: &Place, trust: &Trust) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder().root_certs(trust.roots()).unversioned_rustls_crypto_provider(provider).build();
    let builder = Agent::config_builder()
        .tls_config(tls)
        .user_agent(concat!("postern/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(Duration::from_secs(30)))
        .timeout_recv_response(Some(Duration::from_secs(120)))
        .timeout_recv_body(Some(Duration::from_secs(120)));
    // What is asked of this machine goes through no proxy.
    let builder = if place.is_near() { builder.proxy(None) } else { builder };
    builder.build().new_agent()
}

/// Half a second, doubled with each failure.
fn back_off(failures: u32) -> Duration {
    Duration::from_millis(500) * 2_u32.saturating_pow(failures.saturating_sub(1)).min(60)
}

/// `template` with `params` in place of what stands in braces. Only letters that cannot end a segment go in unescaped.
pub(crate) fn filled(template: &str, params: &[&str]) -> String {
    let mut params = params.iter();
    let segments = template.split('/').map(|segment| match segment.starts_with('{') {
        true => crate::query::escaped(params.next().copied().unwrap_or_default()),
        false => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

fn unknown(name: &str) -> Fault {
    Fault::Malformed { call: name.to_owned(), what: "the catalogue has no such operation".to_owned() }
}
