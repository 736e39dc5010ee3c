//! Client credentials (RFC 6749 §4.4): a machine asks in its own name. No person, no scope, no refresh token; nothing but
//! the client's own proof is in the request.

/// The value of `grant_type`.
pub const NAME: &str = "client_credentials";
