//! A toy SAML identity provider: it signs good responses, and makes bad ones by one defect each.
//!
//! It knows nothing of the service provider that is tested with it. Messages are written in canonical form from the
//! start, so it signs what it writes and needs no canonicalization: where a surface is to differ from what was signed, it
//! is changed after signing. The keys under `keys/` are for tests only.

mod keys;
mod message;
mod sign;
pub mod vectors;

pub use keys::Key;
pub use message::{
    ACS, AUDIENCE, EMAIL, ISSUER, NOW, ORGANIZATION, REQUEST, TOKEN_ENDPOINT, assertion, both_signed, evil, in_response, response,
    response_signed, tampered, with_signed_assertion,
};
pub use sign::{Style, sign, sign_as};

/// Replaces the first occurrence.
///
/// # Panics
/// When there is none: a defect that changes nothing tests nothing.
pub fn swap(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in the message");
    text.replacen(from, to, 1)
}

/// Replaces every occurrence.
///
/// # Panics
/// When there is none.
pub fn swap_all(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in the message");
    text.replace(from, to)
}

/// The first stretch of `text` from `from` up to and with `to`.
///
/// # Panics
/// When there is none.
pub fn cut<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).expect("the start is there");
    let end = text[start..].find(to).expect("the end is there") + start + to.len();
    &text[start..end]
}
