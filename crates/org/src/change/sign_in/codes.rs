//! Authorization codes: given to a person's browser, traded for tokens once (RFC 6749 §4.1.2, RFC 7636).

use postern_model::{
    Client, Hashed, Id, SignedIn, User,
    sign_in::{AuthorizationCode, Given},
};

use super::{key_of, purpose, refresh};
use crate::Draft;

/// A code to give.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// For whom.
    pub client: Id<Client>,
    /// Of whom.
    pub user: Id<User>,
    /// How the person signed in.
    pub signed_in: SignedIn,
    /// The address it is sent to; the token request must repeat it.
    pub redirect_uri: String,
    /// `code_challenge` of method S256.
    pub challenge: Option<String>,
}

/// Gives a code; answers its text, which is kept nowhere. Whether it may be given is `postern_decide::admit`'s to say.
pub fn issue(draft: &mut Draft<'_>, new: NewCode) -> String {
    let secret = draft.circumstances.entropy.secret();
    let life = draft.profile().settings.code_lifetime_seconds;
    let NewCode { client, user, signed_in, redirect_uri, challenge } = new;
    draft.keep(AuthorizationCode {
        id: Hashed::of(&draft.circumstances.pepper, purpose::CODE, &secret),
        client,
        user,
        signed_in,
        redirect_uri,
        challenge,
        until: draft.now().plus_seconds(life.into()),
        spent: None,
    });
    secret
}

/// A code as a token request brings it.
#[derive(Clone, Copy, Debug)]
pub struct Presented<'a> {
    /// The code's text.
    pub code: &'a str,
    /// Who brings it.
    pub client: Id<Client>,
    /// The address it is said to have been sent to.
    pub redirect_uri: &'a str,
    /// The S256 challenge worked out from the verifier, where one was sent.
    pub challenge: Option<&'a str>,
}

/// Why a code buys nothing. The caller is told `invalid_grant` and this text, which holds nothing that was presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// No such code, or one that is over since long.
    Unknown,
    /// It was traded before. What it bought has ended now.
    Replayed,
    /// Its life is over.
    Expired,
    /// It was given to another client.
    OtherClient,
    /// It was sent to another address.
    OtherRedirectUri,
    /// It was asked for with a challenge and came without a verifier: PKCE must not be talked away (RFC 9700 §4.8.2).
    VerifierMissing,
    /// It was asked for without a challenge and came with a verifier (RFC 9700 §2.1.1).
    VerifierUnexpected,
    /// The verifier does not answer the challenge.
    VerifierWrong,
}

impl CodeFault {
    /// What people read.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unknown => "the code is not known",
            Self::Replayed => "the code was used before; what it bought has ended",
            Self::Expired => "the code has expired",
            Self::OtherClient => "the code was given to another client",
            Self::OtherRedirectUri => "`redirect_uri` is not the one that the code was sent to",
            Self::VerifierMissing => "the code was asked for with `code_challenge` and needs `code_verifier`",
            Self::VerifierUnexpected => "the code was asked for without `code_challenge`; `code_verifier` proves nothing",
            Self::VerifierWrong => "`code_verifier` does not answer the challenge of the code",
        }
    }
}

/// Looks at a code that is presented. The one that comes back is good and must go to [`traded`] in the same change.
///
/// # Errors
///
/// Whatever is wrong with it. A code that comes a second time ends what it bought, so the change must be kept even then.
pub fn redeem(draft: &mut Draft<'_>, presented: &Presented<'_>) -> Result<AuthorizationCode, CodeFault> {
    let key = key_of(&draft.circumstances.pepper, purpose::CODE, presented.code);
    let code = draft.kept::<AuthorizationCode>(&key).cloned().ok_or(CodeFault::Unknown)?;
    if let Some(given) = code.spent {
        end(draft, given);
        return Err(CodeFault::Replayed);
    }
    let challenge = match (code.challenge.as_deref(), presented.challenge) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(CodeFault::VerifierMissing),
        (None, Some(_)) => Err(CodeFault::VerifierUnexpected),
        // The challenge is public, so there is nothing to learn from how long this takes.
        (Some(wanted), Some(answered)) => {
            if wanted == answered {
                Ok(())
            } else {
                Err(CodeFault::VerifierWrong)
            }
        }
    };
    if code.until <= draft.now() {
        Err(CodeFault::Expired)
    } else if code.client != presented.client {
        Err(CodeFault::OtherClient)
    } else if code.redirect_uri != presented.redirect_uri {
        Err(CodeFault::OtherRedirectUri)
    } else {
        challenge.map(|()| code)
    }
}

/// Remembers what a code was traded for.
pub fn traded(draft: &mut Draft<'_>, code: AuthorizationCode, given: Given) {
    draft.keep(AuthorizationCode { spent: Some(given), ..code });
}

/// Ends what a code bought: its access token, and the refresh tokens that follow from it with theirs.
fn end(draft: &mut Draft<'_>, given: Given) {
    refresh::revoke(draft, given);
    if let Some(family) = given.family {
        refresh::end_family(draft, family);
    }
}
