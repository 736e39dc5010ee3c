//! Refresh tokens: each is traded for the next, and one that comes again ends them all (RFC 6749 §6, RFC 9700 §4.14).

use postern_model::{
    Client, Hashed, Id, SignedIn, Timestamp, User,
    settings::RefreshRotation,
    sign_in::{Given, RefreshToken},
};
use uuid::Uuid;

use super::{key_of, purpose};
use crate::Draft;

/// The first refresh token of a family to give.
#[derive(Clone, Copy, Debug)]
pub struct NewRefresh {
    /// For whom.
    pub client: Id<Client>,
    /// Of whom.
    pub user: Id<User>,
    /// How the person signed in.
    pub signed_in: SignedIn,
    /// The access token that is given along with it.
    pub given: Given,
}

/// Begins a family; answers its first token with its text, which is kept nowhere.
pub fn issue(draft: &mut Draft<'_>, new: NewRefresh) -> (RefreshToken, String) {
    let family = Family { id: draft.circumstances.entropy.uuid(), began: draft.now() };
    keep_next(draft, new, family)
}

/// Why a refresh token buys nothing. The caller is told `invalid_grant` and this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshFault {
    /// No such token, or one that was ended.
    Unknown,
    /// It was traded before, so two hold it. All tokens of its family have ended now.
    Replayed,
    /// Its life is over.
    Expired,
    /// It was given to another client.
    OtherClient,
}

impl RefreshFault {
    /// What people read.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unknown => "the refresh token is not known",
            Self::Replayed => "the refresh token was used before; every token that followed from the same sign-in has ended",
            Self::Expired => "the refresh token has expired",
            Self::OtherClient => "the refresh token was given to another client",
        }
    }
}

/// Looks at a refresh token that is presented. The one that comes back is good and must go to [`rotate`] in the same change.
///
/// # Errors
///
/// Whatever is wrong with it. One that comes a second time ends its family, so the change must be kept even then.
pub fn redeem(draft: &mut Draft<'_>, text: &str, client: Id<Client>) -> Result<RefreshToken, RefreshFault> {
    let key = key_of(&draft.circumstances.pepper, purpose::REFRESH, text);
    let token = draft.kept::<RefreshToken>(&key).cloned().ok_or(RefreshFault::Unknown)?;
    if token.client != client {
        Err(RefreshFault::OtherClient)
    } else if token.spent {
        end_family(draft, token.family);
        Err(RefreshFault::Replayed)
    } else if token.until <= draft.now() {
        Err(RefreshFault::Expired)
    } else {
        Ok(token)
    }
}

/// Trades a refresh token for the next of its family, which is the same one again where the setting `refresh.rotation` is
/// `repeat`. Answers the text to give.
pub fn rotate(draft: &mut Draft<'_>, token: RefreshToken, presented: &str, given: Given) -> String {
    if draft.profile().settings.refresh_rotation == RefreshRotation::Repeat {
        let now = draft.now();
        let mut token = token;
        token.given.retain(|given| given.until > now);
        token.given.push(Given { family: Some(token.family), ..given });
        draft.keep(token);
        return presented.to_owned();
    }
    let RefreshToken { client, user, signed_in, .. } = token;
    let family = Family { id: token.family, began: token.issued };
    draft.keep(RefreshToken { spent: true, ..token });
    keep_next(draft, NewRefresh { client, user, signed_in, given }, family).1
}

/// What the tokens of a family share.
struct Family {
    id: Uuid,
    began: Timestamp,
}

fn keep_next(draft: &mut Draft<'_>, new: NewRefresh, family: Family) -> (RefreshToken, String) {
    let secret = draft.circumstances.entropy.secret();
    let life = draft.profile().settings.refresh_lifetime_seconds;
    let NewRefresh { client, user, signed_in, given } = new;
    let token = RefreshToken {
        id: Hashed::of(&draft.circumstances.pepper, purpose::REFRESH, &secret),
        family: family.id,
        client,
        user,
        signed_in,
        issued: family.began,
        until: draft.now().plus_seconds(life.into()),
        given: vec![Given { family: Some(family.id), ..given }],
        spent: false,
    };
    draft.keep(token.clone());
    (token, secret)
}

/// Ends a family: no token of it buys anything again, and the access tokens that were given along are refused.
pub(super) fn end_family(draft: &mut Draft<'_>, family: Uuid) {
    let members: Vec<RefreshToken> = draft.all_kept::<RefreshToken>().filter(|token| token.family == family).cloned().collect();
    for token in members {
        token.given.iter().for_each(|given| revoke(draft, *given));
        if !token.spent {
            draft.keep(RefreshToken { spent: true, ..token });
        }
    }
}

/// Refuses an access token that is not over yet.
pub(super) fn revoke(draft: &mut Draft<'_>, given: Given) {
    if given.until > draft.now() && !draft.is_revoked(given.serial) {
        draft.revoke_token(given.serial, given.until);
    }
}
