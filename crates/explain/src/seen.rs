//! What is known of a call: plain values, from whatever people had in hand. Never a secret: readers drop tokens, secrets
//! and passwords at once.

use std::net::IpAddr;

use serde_json::Value;

use crate::message;

/// What a call presented, without the secret itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presented {
    /// Nothing says.
    #[default]
    Unsaid,
    /// No `Authorization` header.
    Nothing,
    /// Client id and secret: `Basic`, or in a form.
    Basic,
    /// A bearer token of the shape that the platform gives.
    Bearer,
    /// A bearer token that is a JWT.
    Jwt,
    /// `Bearer` and nothing after it, or a variable that was not filled in.
    Empty,
}

/// What the body of an answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// No answer, or nothing says.
    #[default]
    Unsaid,
    /// Nothing in it.
    Empty,
    /// JSON, as the platform answers.
    Json,
    /// A web page.
    Html,
    /// Something else.
    Other,
}

/// What is known of a call. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The method in capitals.
    pub method: Option<String>,
    /// Host and port, in lower case.
    pub host: Option<String>,
    /// The path without its query.
    pub path: Option<String>,
    /// Of the query, the ids of things that a target goes by ([`postern_decide::target::queried`]); nothing else of it is kept.
    pub query: Vec<(String, String)>,
    /// What was presented.
    pub presented: Presented,
    /// `grant_type` of a token request.
    pub grant: Option<String>,
    /// The OAuth client: its id, or its name if a person gave it.
    pub client: Option<String>,
    /// The person the token acts for, by e-mail or id.
    pub user: Option<String>,
    /// The division of what is touched, by name or id.
    pub division: Option<String>,
    /// Where the request came from.
    pub address: Option<IpAddr>,
    /// What of the request's body names people and divisions; nothing else of it is kept.
    pub body: Option<Value>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// What the answer's body is.
    pub shape: Shape,
    /// `code` of a platform error.
    pub code: Option<String>,
    /// `message` of a platform error.
    pub message: Option<String>,
    /// `error` of a token endpoint's error (RFC 6749 §5.2).
    pub error: Option<String>,
    /// `error_description` of it.
    pub description: Option<String>,
    /// Correlation id: `contextId`, or the header `ININ-Correlation-Id`.
    pub correlation: Option<String>,
    /// Seconds of `Retry-After`.
    pub retry_after: Option<u32>,
    /// The Terraform resource whose call it was.
    pub resource: Option<String>,
    /// Names of the [`crate::myths`] that showed.
    pub myths: Vec<&'static str>,
}

impl Seen {
    /// What `self` leaves out, from `other`.
    pub fn or(self, other: Self) -> Self {
        let unsaid = |presented| presented == Presented::Unsaid;
        let mut myths = self.myths;
        myths.extend(other.myths.into_iter().filter(|name| !myths.contains(name)).collect::<Vec<_>>());
        Self {
            method: self.method.or(other.method),
            host: self.host.or(other.host),
            // A query belongs to its path.
            query: if self.path.is_some() { self.query } else { other.query },
            path: self.path.or(other.path),
            presented: if unsaid(self.presented) { other.presented } else { self.presented },
            grant: self.grant.or(other.grant),
            client: self.client.or(other.client),
            user: self.user.or(other.user),
            division: self.division.or(other.division),
            address: self.address.or(other.address),
            body: self.body.or(other.body),
            status: self.status.or(other.status),
            shape: if self.shape == Shape::Unsaid { other.shape } else { self.shape },
            code: self.code.or(other.code),
            message: self.message.or(other.message),
            error: self.error.or(other.error),
            description: self.description.or(other.description),
            correlation: self.correlation.or(other.correlation),
            retry_after: self.retry_after.or(other.retry_after),
            resource: self.resource.or(other.resource),
            myths,
        }
    }

    /// Whether the call was refused, as far as that is known.
    pub fn refused(&self) -> Option<bool> {
        let said = self.code.is_some() || self.error.is_some();
        let told = match self.status {
            // A redirect, or a page for people: that was not the platform's answer.
            Some(300..=399) => None,
            Some(status) if status < 400 && self.shape == Shape::Html => None,
            status => status.map(|status| status >= 400),
        };
        told.or(said.then_some(true))
    }

    /// The platform's code: the answer's own, else the one that its message belongs to.
    pub fn code(&self) -> Option<&str> {
        let known = || message::code_of(self.message.as_deref()?);
        self.code.as_deref().or_else(known)
    }

    /// Whether the answer has one of these codes.
    pub fn has_code(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
    }

    /// Whether `part` stands in the answer's message or description, letter case aside.
    pub fn says(&self, part: &str) -> bool {
        [&self.message, &self.description].into_iter().flatten().any(|text| text.to_lowercase().contains(part))
    }

    /// Whether a token was asked for: by the path, or because the answer is one of a token endpoint.
    pub fn is_token_request(&self) -> bool {
        self.error.is_some()
            || self.grant.is_some()
            || self.path.as_deref().is_some_and(|path| path.to_lowercase().ends_with("/oauth/token"))
    }

    /// The permissions that the answer's message names.
    pub fn permissions(&self) -> Vec<&str> {
        self.message.as_deref().map(message::permissions).unwrap_or_default()
    }
}
