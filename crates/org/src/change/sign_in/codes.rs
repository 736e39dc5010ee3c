//! Authorization codes: given to a person's browser, traded for tokens once (RFC 6749 §4.1.2, RFC 7636).

use postern_model::{Client, Hashed, Id, SignedIn, User, sign_in::AuthorizationCode};

use super::purpose;
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
