//! Tries of passwords: counted, and after too many in a row not looked at for a while (settings `password.lockout-*`).

use postern_model::{Id, Timestamp, User, sign_in::Password};

use crate::{Draft, Organization};

const DAY: i64 = 86_400;

/// Why a password that was tried lets nobody in. All but the last are told alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Nobody has that address, or no password.
    Nobody,
    /// It is not the person's.
    Wrong,
    /// There were too many wrong tries; none counts for now.
    Locked,
    /// It is right, and older than the organization lets passwords become.
    Expired,
}

impl PasswordFault {
    /// What people read: never which part was wrong.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Nobody | Self::Wrong | Self::Locked => "the e-mail address or the password is wrong",
            Self::Expired => "the password has expired",
        }
    }

    /// What only the decision says.
    pub const fn cause(self) -> &'static str {
        match self {
            Self::Nobody => "nobody has this e-mail address, or the person has no password",
            Self::Wrong => "the password is not the person's",
            Self::Locked => "too many wrong passwords came before; setting `password.lockout-seconds` says for how long none counts",
            Self::Expired => "the password is older than `expirationDays` of the organization's password requirements",
        }
    }
}

/// Counts a try. `seen` is the hash that `matched` is about: hashing takes long and is done before.
///
/// # Errors
///
/// Why it lets nobody in. The count stands even then.
pub fn tried(draft: &mut Draft<'_>, user: Id<User>, seen: &str, matched: bool) -> Result<(), PasswordFault> {
    let Some(password) = draft.password(user).cloned() else { return Err(PasswordFault::Nobody) };
    let now = draft.now();
    if password.locked_until.is_some_and(|until| until > now) {
        return Err(PasswordFault::Locked);
    }
    if !matched || password.hash != seen {
        let settings = &draft.profile().settings;
        let (most, seconds) = (settings.password_lockout_failures, settings.password_lockout_seconds);
        let failures = password.failures + 1;
        let locks = most > 0 && failures >= most;
        let locked_until = locks.then(|| now.plus_seconds(seconds.into()));
        draft.keep(Password { failures: if locks { 0 } else { failures }, locked_until, ..password });
        return Err(PasswordFault::Wrong);
    }
    let expired = draft.has_expired(&password, now);
    if password.failures > 0 || password.locked_until.is_some() {
        draft.keep(Password { failures: 0, locked_until: None, ..password });
    }
    if expired { Err(PasswordFault::Expired) } else { Ok(()) }
}

/// Why a wrong try lets nobody in: it is wrong, or it was not looked at.
pub fn fault_of(organization: &Organization, user: Id<User>, now: Timestamp) -> PasswordFault {
    let locked = organization.password(user).and_then(|password| password.locked_until).is_some_and(|until| until > now);
    if locked { PasswordFault::Locked } else { PasswordFault::Wrong }
}

impl Organization {
    /// Whether a password is older than `expirationDays` of the password requirements allow; 0 is no limit.
    fn has_expired(&self, password: &Password, now: Timestamp) -> bool {
        let days = self.profile().authentication.password_requirements["expirationDays"].as_i64().unwrap_or(0);
        days > 0 && password.set.plus_seconds(days.saturating_mul(DAY)) <= now
    }
}
