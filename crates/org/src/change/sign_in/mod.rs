//! Changes that make up a sign-in: sessions, logins under way at an identity provider, assertions that were used.
//!
//! None of them asks whether the person may come in: that is `postern_decide::admit`, asked by the edge on the same value.

pub mod codes;
pub mod consent;
pub mod over;
pub mod passwords;
pub mod refresh;

use postern_model::{
    Hashed, Id, SignedIn, Timestamp, User,
    sign_in::{PendingLogin, SamlSession, Session, SpentAssertion},
};

use crate::Draft;

/// Life of a browser's session in seconds (inferred: no number is public).
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// How many logins may be under way; beyond it the oldest go. Anybody can start one.
pub const MOST_PENDING: usize = 10_000;

/// What the hashes are of.
pub mod purpose {
    /// A session cookie.
    pub const SESSION: &str = "session";
    /// A browser's own cookie.
    pub const BROWSER: &str = "browser";
    /// An authorization code.
    pub const CODE: &str = "code";
    /// A refresh token.
    pub const REFRESH: &str = "refresh-token";
    /// An assertion's issuer and id.
    pub const ASSERTION: &str = "assertion";
}

/// The key under which the holder of `secret` has something of this purpose kept.
pub fn key_of(pepper: &[u8; 32], purpose: &str, secret: &str) -> String {
    Hashed::of(pepper, purpose, secret).to_string()
}

/// Begins a session; answers it with the cookie's value, which is kept nowhere. `until` cuts it short of
/// [`SESSION_SECONDS`] (`SessionNotOnOrAfter`).
pub fn begin(
    draft: &mut Draft<'_>,
    user: Id<User>,
    signed_in: SignedIn,
    saml: Option<SamlSession>,
    until: Option<Timestamp>,
) -> (Session, String) {
    let secret = draft.circumstances.entropy.secret();
    let longest = draft.now().plus_seconds(SESSION_SECONDS);
    let session = Session {
        id: Hashed::of(&draft.circumstances.pepper, purpose::SESSION, &secret),
        user,
        signed_in,
        began: draft.now(),
        until: until.map_or(longest, |until| until.min(longest)),
        saml,
    };
    draft.keep(session.clone());
    if let Some(person) = draft.user(user).cloned() {
        // `expand=dateLastLogin` is about passwords only; single sign-on leaves no trace there (API description).
        let last_login = if signed_in == SignedIn::Password { Some(draft.now()) } else { person.last_login };
        draft.put_user(User { last_login, ..person });
    }
    (session, secret)
}

/// Ends one session.
pub fn end(draft: &mut Draft<'_>, session: &Session) {
    draft.forget::<Session>(&session.id.to_string());
}

/// Remembers a login that is sent off to an identity provider.
pub fn send_off(draft: &mut Draft<'_>, login: PendingLogin) {
    if draft.all_kept::<PendingLogin>().count() >= MOST_PENDING {
        let oldest = draft.all_kept::<PendingLogin>().min_by_key(|login| login.issued).map(|login| login.id.clone());
        oldest.into_iter().for_each(|id| draft.forget::<PendingLogin>(&id));
    }
    draft.keep(login);
}

/// An assertion that bought something before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replayed;

/// Marks an assertion as used, in the same change that gives what it buys. One list for browsers and bearer grants.
pub fn spend(draft: &mut Draft<'_>, issuer: &str, assertion: &str, until: Timestamp) -> Result<(), Replayed> {
    if is_spent(draft, issuer, assertion) {
        return Err(Replayed);
    }
    let id = spent_id(draft, issuer, assertion);
    draft.keep(SpentAssertion { id, until });
    Ok(())
}

/// Whether an assertion bought something before.
pub fn is_spent(draft: &Draft<'_>, issuer: &str, assertion: &str) -> bool {
    draft.kept::<SpentAssertion>(&spent_id(draft, issuer, assertion).to_string()).is_some()
}

fn spent_id(draft: &Draft<'_>, issuer: &str, assertion: &str) -> Hashed {
    Hashed::of(&draft.circumstances.pepper, purpose::ASSERTION, &format!("{issuer}\0{assertion}"))
}
