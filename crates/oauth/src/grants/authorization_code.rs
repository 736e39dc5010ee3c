//! Authorization code (RFC 6749 §4.1.3), with or without PKCE (RFC 7636), of which there is S256 alone.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};

use crate::{Form, OAuthError, Secret};

/// The value of `grant_type`.
pub const NAME: &str = "authorization_code";
/// Characters of a verifier (RFC 7636 §4.1).
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;

/// What the request carries.
#[derive(Debug)]
pub struct Request {
    /// `code`.
    pub code: Secret,
    /// `redirect_uri`: the address that the code was sent to.
    pub redirect_uri: String,
    /// The challenge that `code_verifier` answers, where one was sent.
    pub challenge: Option<String>,
}

pub(super) fn read(form: &Form) -> Result<Request, OAuthError> {
    let challenge = form.get("code_verifier").map(challenge_of).transpose()?;
    Ok(Request { code: form.needed("code")?.into(), redirect_uri: form.needed("redirect_uri")?.to_owned(), challenge })
}

/// RFC 7636 §4.2, method S256.
///
/// # Errors
///
/// A verifier that is none (§4.1).
fn challenge_of(verifier: &str) -> Result<String, OAuthError> {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if !VERIFIER.contains(&verifier.len()) || !verifier.bytes().all(unreserved) {
        let text = "`code_verifier` must have 43 to 128 characters, letters, digits and `-._~` only";
        return Err(OAuthError::InvalidRequest(text.to_owned()));
    }
    Ok(URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const PAIR: (&str, &str) = ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        assert_eq!(challenge_of(PAIR.0).as_deref(), Ok(PAIR.1));
    }

    #[test]
    fn a_verifier_has_43_to_128_unreserved_characters() {
        for verifier in [&"a".repeat(42), &"a".repeat(129), &format!("{}+", "a".repeat(43)), &"é".repeat(43)] {
            assert!(challenge_of(verifier).is_err(), "{verifier}");
        }
        for verifier in [&"~".repeat(43), &"a".repeat(128)] {
            assert!(challenge_of(verifier).is_ok(), "{verifier}");
        }
    }
}
