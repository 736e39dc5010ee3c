//! Everything a decision is asked about.

use std::net::IpAddr;

use postern_catalog::{Catalog, Operation};
use postern_model::{Subject, SubjectKind, Timestamp, Token};
use postern_org::Organization;

use crate::Target;

/// What the caller presented.
#[derive(Clone, Copy, Debug)]
pub enum Credentials<'a> {
    /// No `Authorization` header, or one that is not a bearer token.
    None,
    /// A bearer token that no key opens.
    Garbage,
    /// A token that opened.
    Token(&'a Token),
}

/// How many requests the caller made in the current minute, this one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests so far in the window.
    pub count: u32,
    /// How many are allowed; 0: no limit.
    pub allowed: u32,
    /// Seconds until the window ends.
    pub reset: u32,
}

impl Rate {
    /// No limit.
    pub const UNLIMITED: Self = Self { count: 0, allowed: 0, reset: 60 };
}

/// One request, as values.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The API as data.
    pub catalog: &'a Catalog,
    /// The organization.
    pub organization: &'a Organization,
    /// What was presented.
    pub credentials: Credentials<'a>,
    /// The operation asked for; `None`: no operation has that method and path.
    pub operation: Option<&'a Operation>,
    /// The divisions of what the operation touches.
    pub target: Target,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The caller's request rate.
    pub rate: Rate,
    /// When the token was used last, where idle tokens are tracked.
    pub last_used: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
}

impl Question<'_> {
    /// The token, if one opened.
    pub(crate) fn token(&self) -> Option<&Token> {
        match self.credentials {
            Credentials::Token(token) => Some(token),
            Credentials::None | Credentials::Garbage => None,
        }
    }

    /// The subject whose grants count: the person a token acts for, else the client.
    pub(crate) fn subject(&self) -> Option<Subject> {
        self.token().map(subject_of)
    }
}

/// The subject whose grants count for a token: the person if it has one, else the client. There is no hidden service
/// account behind a client (API description).
pub fn subject_of(token: &Token) -> Subject {
    match token.user {
        Some(user) => Subject { kind: SubjectKind::User, id: user.uuid() },
        None => Subject { kind: SubjectKind::Client, id: token.client.uuid() },
    }
}
