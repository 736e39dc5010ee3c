//! An access token that is given.

use postern_model::{Client, Id, SignedIn, Token, User};

use super::{asking::Asking, refused::Refused};

/// What a token request is answered with.
pub(super) struct Issued {
    pub(super) token: Token,
    pub(super) refresh: Option<String>,
}

/// The facts of a token for `client`, which acts for `person` where there is one.
pub(super) fn token(asking: &Asking, serial: u64, client: &Client, person: Option<(Id<User>, SignedIn)>) -> Token {
    Token {
        serial,
        client: client.id,
        user: person.map(|(user, _)| user),
        signed_in: person.map(|(_, signed_in)| signed_in),
        issued: asking.now,
        seconds: client.token_seconds,
        address: asking.address,
    }
}

/// Ends the oldest tokens above the cap (setting `token.live-cap`).
pub(super) async fn cap(asking: &Asking, token: &Token) -> Result<(), Refused> {
    let cap = asking.organization.profile().settings.token_live_cap;
    Ok(asking.platform.live_tokens.admit(asking.tenant(), token, cap, asking.now).await?)
}
