//! Names, e-mail addresses and versions.

use super::bad;
use crate::{Organization, Refusal};

/// The most characters of a name; nobody published the real bound.
pub const LONGEST_NAME: usize = 256;

/// The most characters of an e-mail address (RFC 5321 §4.5.3.1.3, without the angle brackets).
const LONGEST_EMAIL: usize = 254;

/// Refuses a version that is not the current one.
pub(in crate::change) fn check_version(given: Option<u64>, current: u64) -> Result<(), Refusal> {
    match given {
        Some(given) if given != current => Err(Refusal::stale_version(given, current)),
        _ => Ok(()),
    }
}

/// Refuses a name without a visible character, and one that is too long.
pub(in crate::change) fn check_name(name: &str, code: &'static str) -> Result<(), Refusal> {
    let length = name.chars().count();
    if name.trim().is_empty() {
        Err(Refusal::bad(code, "`name` must not be blank"))
    } else if length > LONGEST_NAME {
        Err(Refusal::bad(code, format!("`name` must have at most {LONGEST_NAME} characters; it has {length}")))
    } else {
        Ok(())
    }
}

/// Refuses what is no e-mail address.
pub(in crate::change) fn check_email(email: &str) -> Result<(), Refusal> {
    let length = email.chars().count();
    if length > LONGEST_EMAIL {
        return Err(bad(format!("`email` must have at most {LONGEST_EMAIL} characters; it has {length}")));
    }
    let parts = email.rsplit_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty());
    if parts.is_none() || email.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(bad(format!("`{email}` is not an e-mail address")));
    }
    Ok(())
}

/// Refuses an address that a living person has.
pub(in crate::change) fn check_email_free(organization: &Organization, email: &str) -> Result<(), Refusal> {
    match organization.user_with_email(email) {
        Some(holder) => {
            Err(Refusal::new(409, "general.conflict", format!("the e-mail address `{email}` belongs to user `{}` already", holder.id)))
        }
        None => Ok(()),
    }
}
