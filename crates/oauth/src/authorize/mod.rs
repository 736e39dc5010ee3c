//! The authorization endpoint's rules, as values (RFC 6749 §3.1, §4.1.1 and §4.2.1; RFC 7636 §4.3; RFC 9700 §4).
//!
//! First who asks and where the answer goes: while that is not beyond doubt nobody is redirected ([`NotAnswerable`]). Then
//! the rest, whose faults are told to the client at its redirect address ([`AuthorizeError`]).

mod query;
mod request;
mod return_to;
#[cfg(test)]
mod tests;

pub use query::Query;
pub use request::{AuthorizeRequest, Chosen, LoginHint, ResponseType};
pub use return_to::{ReturnTo, client_id, scheme};

/// A request without a trustworthy address to answer it at: a person is told, and nobody is redirected (RFC 6749
/// §4.1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnswerable {
    /// The reason, which has a page in `docs/reasons/`.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

/// A refusal that the client is told of (RFC 6749 §4.1.2.1, §4.2.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeError {
    /// The RFC's name.
    pub error: &'static str,
    /// What a developer reads.
    pub description: String,
}

impl AuthorizeError {
    /// `invalid_request` with this text.
    pub fn invalid(description: impl Into<String>) -> Self {
        Self { error: "invalid_request", description: description.into() }
    }
}

/// The reasons of the browser's side of a sign-in, beside those of `postern_decide::Bar`; each has a page in
/// `docs/reasons/`.
pub mod code {
    /// Who asks is not known.
    pub const CLIENT: &str = "authorize.client";
    /// The redirect address is not one of the client's.
    pub const REDIRECT_URI: &str = "authorize.redirect-uri";
    /// The request is malformed, or asks for what there is not.
    pub const REQUEST: &str = "authorize.request";
    /// The client's scopes need a consent, and the person may not give it.
    pub const CONSENT: &str = "authorize.consent";
    /// The person said no.
    pub const DENIED: &str = "authorize.denied";
    /// A form did not come from a page that this browser was given.
    pub const FORM: &str = "login.form";
    /// E-mail address and password belong to nobody.
    pub const PASSWORD: &str = "login.password";

    /// Every one.
    pub const ALL: [&str; 7] = [CLIENT, REDIRECT_URI, REQUEST, CONSENT, DENIED, FORM, PASSWORD];
}
