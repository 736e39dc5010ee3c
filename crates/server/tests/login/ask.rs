//! A token request as no well-behaved client sends it.

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::{GrantType, Id, Timestamp};
use postern_server::Options;
use serde_json::{Value, json};

use crate::harness::{Local, Reply, options};

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const GRANT: &str = "grant_type=client_credentials";

/// A client that may log in.
pub struct Machine {
    pub local: Local,
    pub id: String,
    pub secret: String,
}

/// One header more.
pub type Header<'a> = (&'a str, &'a [u8]);

impl Machine {
    pub async fn start(settings: &[(&str, &str)]) -> Self {
        Self::start_with(with(settings)).await
    }

    pub async fn start_with(options: Options) -> Self {
        let local = Local::start_with(options).await;
        let (id, secret) = local.client("machine", GrantType::ClientCredentials).await;
        Self { local, id: id.to_string(), secret }
    }

    pub fn basic(&self) -> String {
        basic(&self.id, &self.secret)
    }

    /// A good request.
    pub async fn log_in(&self) -> Reply {
        self.ask(&[("authorization", self.basic().as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await
    }

    /// A form with the client's Basic header.
    pub async fn form(&self, body: &str) -> Reply {
        self.ask(&[("authorization", self.basic().as_bytes()), ("content-type", FORM.as_bytes())], body).await
    }

    /// A form without a Basic header.
    pub async fn posted(&self, body: &str) -> Reply {
        self.ask(&[("content-type", FORM.as_bytes())], body).await
    }

    pub async fn ask(&self, headers: &[Header<'_>], body: impl Into<Vec<u8>>) -> Reply {
        self.send("POST", "/oauth/token", headers, body).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[Header<'_>], body: impl Into<Vec<u8>>) -> Reply {
        let request = reqwest::Client::new().request(method.parse().unwrap(), format!("{}{path}", self.local.running.url));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let reply = request.body(body.into()).send().await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        let text = reply.text().await.unwrap();
        Reply { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::Null) }
    }

    /// Whether a token is good.
    pub async fn works(&self, token: &str) -> bool {
        let bearer = format!("Bearer {token}");
        self.send("GET", "/api/v2/date", &[("authorization", bearer.as_bytes())], "").await.status == 200
    }

    /// Moves the organization's clock on.
    pub async fn wait(&self, seconds: i64) {
        let now = self.send("GET", "/postern/clock", &[], "").await.body["now"].as_str().and_then(Timestamp::parse).unwrap();
        self.set_clock(&now.plus_seconds(seconds).to_string()).await;
    }

    /// Sets the organization's clock.
    pub async fn set_clock(&self, moment: &str) {
        let body = json!({ "now": moment }).to_string();
        assert_eq!(self.send("PUT", "/postern/clock", &[], body).await.status, 200);
    }

    /// Sets the client's state behind the API's back.
    pub async fn set_state(&self, state: postern_model::ClientState) {
        let id = Id::parse(&self.id).unwrap();
        self.local
            .change(|draft| {
                let client = draft.client(id).cloned().unwrap();
                draft.put_client(postern_model::Client { state, ..client });
            })
            .await;
    }
}

pub fn with(settings: &[(&str, &str)]) -> Options {
    let mut options = options();
    options.settings.extend(settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    options
}

pub fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

/// A refusal in full.
#[track_caller]
pub fn assert_refused(reply: &Reply, status: u16, error: &str, description: &str) {
    let body = json!({ "error": error, "description": description, "error_description": description });
    assert_eq!((reply.status, &reply.body), (status, &body));
    assert_eq!(reply.headers["content-type"], "application/json");
    assert_eq!(reply.headers["cache-control"], "no-cache, no-store, must-revalidate");
    assert!(reply.headers.contains_key("inin-correlation-id"));
}
