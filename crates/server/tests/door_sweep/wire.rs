//! Sending, over connections that stay open.

use postern_model::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{callers::Bearer, cases::Case};

pub struct Wire {
    client: reqwest::Client,
    url: String,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    correlation: String,
    decision: String,
    text: String,
    body: Value,
}

impl Wire {
    pub fn to(url: &str) -> Self {
        Self { client: reqwest::Client::builder().no_proxy().build().unwrap(), url: url.to_owned() }
    }

    pub async fn send(&self, case: &Case) -> Reply {
        let method = case.sent.operation.method.parse().unwrap();
        let mut request = self.client.request(method, format!("{}{}", self.url, case.sent.path));
        request = match &case.caller.bearer {
            Bearer::Nothing => request,
            Bearer::Garbage(text) | Bearer::Token { text, .. } => request.bearer_auth(text),
        };
        if let Some(body) = &case.sent.body {
            request = request.json(body);
        }
        let reply = request.send().await.unwrap();
        let header = |name| reply.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let (status, correlation, decision) = (reply.status().as_u16(), header("inin-correlation-id"), header("postern-decision"));
        let text = reply.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Reply { status, correlation, decision, text, body }
    }

    pub async fn log_in(&self, client: Uuid, secret: &str) -> String {
        let request = self.client.post(format!("{}/oauth/token", self.url)).basic_auth(client, Some(secret));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
        let body: Value = request.send().await.unwrap().json().await.unwrap();
        body["access_token"].as_str().unwrap_or_else(|| panic!("no token: {body}")).to_owned()
    }

    pub async fn revoke(&self, token: &str) {
        let reply = self.client.delete(format!("{}/api/v2/tokens/me", self.url)).bearer_auth(token).send().await.unwrap();
        assert!(reply.status().is_success(), "{}", reply.status());
    }

    pub async fn now(&self) -> Timestamp {
        let body: Value = self.client.get(format!("{}/postern/clock", self.url)).send().await.unwrap().json().await.unwrap();
        body["now"].as_str().and_then(Timestamp::parse).unwrap()
    }

    pub async fn set_clock(&self, now: Option<Timestamp>) {
        let request = self.client.put(format!("{}/postern/clock", self.url)).json(&json!({ "now": now }));
        assert!(request.send().await.unwrap().status().is_success());
    }
}

impl Reply {
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }

    /// The answer in one line.
    pub fn line(&self) -> String {
        let text: String = self.text.chars().take(300).collect();
        format!("{} {text}", self.status)
    }

    /// Whether it carries its ids, and an error says the status and the id that the headers say.
    pub fn is_whole(&self) -> bool {
        let ids = Uuid::try_parse(&self.correlation).is_ok() && self.correlation == self.decision;
        let error = self.status < 400 || self.text.is_empty() || {
            let says = |field: &str, value: Value| self.body[field] == value;
            let platform = says("contextId", json!(self.correlation)) && says("status", json!(self.status)) && says("errors", json!([]));
            // Behind the door SCIM says what it refuses in its own shape (RFC 7644 §3.12).
            platform
                || says("schemas", json!(["urn:ietf:params:scim:api:messages:2.0:Error"])) && says("status", json!(self.status.to_string()))
        };
        ids && error
    }
}
