//! New passwords: the rules for them (API description: `PasswordRequirements`), and setting one.

use postern_model::{Id, User, audit::PropertyChange, settings::Treatment, sign_in::Password};

use super::live;
use crate::{Draft, Organization, Refusal, change::sign_in::over, password};

/// How many earlier passwords may not come again, beside the one in use; nobody published the real number.
const REMEMBERED: usize = 4;

/// The most characters of a password (help centre).
const LONGEST: usize = 400;

/// A rule about characters: its field among the requirements, the code of breaking it, what is counted.
type Rule = (&'static str, &'static str, &'static str, fn(char) -> bool);

const RULES: [Rule; 6] = [
    ("minimumLength", "password.too.short", "characters", |_| true),
    ("minimumLetters", "password.not.enough.letters", "letters", char::is_alphabetic),
    ("minimumDigits", "password.not.enough.digits", "digits", char::is_numeric),
    ("minimumUpper", "password.not.enough.uppercase", "upper-case letters", char::is_uppercase),
    ("minimumLower", "password.not.enough.lowercase", "lower-case letters", char::is_lowercase),
    ("minimumSpecials", "password.not.enough.specials", "special characters", is_special),
];

fn is_special(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

/// Sets a person's password.
///
/// # Errors
///
/// The rule it breaks; a person who does not exist.
pub fn set_password(draft: &mut Draft<'_>, id: Id<User>, new: &str) -> Result<(), Refusal> {
    let user = live(draft, id)?;
    check_of_use(draft)?;
    check(draft, new)?;
    check_history(draft, id, new)?;
    put(draft, id, new);
    let change = PropertyChange { property: "password".to_owned(), old_values: Vec::new(), new_values: Vec::new() };
    draft.log("Directory", "Update", ("User", &id.to_string(), &user.name), vec![change]);
    Ok(())
}

/// Changes a person's own password, who knows the old one.
///
/// # Errors
///
/// A wrong old password; the rule that the new one breaks; a person who does not exist.
pub fn change_password(draft: &mut Draft<'_>, id: Id<User>, old: &str, new: &str) -> Result<(), Refusal> {
    live(draft, id)?;
    if !draft.password(id).is_some_and(|kept| password::matches(&kept.hash, old)) {
        return Err(Refusal::bad("invalid.old.password", "the old password is wrong"));
    }
    set_password(draft, id, new)
}

/// Keeps the hash, and ends what was begun with the password before it. How often it was tried in vain starts anew.
pub(super) fn put(draft: &mut Draft<'_>, user: Id<User>, new: &str) {
    let salt = draft.circumstances.entropy.uuid().into_bytes();
    let mut previous = Vec::new();
    if let Some(old) = draft.password(user) {
        previous.push(old.hash.clone());
        previous.extend(old.previous.iter().take(REMEMBERED - 1).cloned());
        over::of_password(draft, user);
    }
    let set = draft.now();
    draft.keep(Password { user, hash: password::hash(new, salt), previous, set, failures: 0, locked_until: None });
}

/// Refuses to set a password that nobody could use, where the setting `sso.set-password` says so.
fn check_of_use(organization: &Organization) -> Result<(), Refusal> {
    if organization.is_sso_only() && organization.profile().settings.sso_set_password == Treatment::Refuse {
        let text = "a password is of no use: this organization lets people in through single sign-on only";
        return Err(Refusal::bad("invalid.password", text));
    }
    Ok(())
}

/// Refuses a password too soon after the last one, and one that was in use before.
fn check_history(draft: &Draft<'_>, user: Id<User>, new: &str) -> Result<(), Refusal> {
    let Some(kept) = draft.password(user) else { return Ok(()) };
    let least = draft.profile().authentication.password_requirements["minimumAgeSeconds"].as_i64().unwrap_or(0);
    if draft.now() < kept.set.plus_seconds(least) {
        return Err(Refusal::bad("password.too.young", format!("the password can be changed {least} seconds after the last change")));
    }
    if [&kept.hash].into_iter().chain(&kept.previous).any(|hash| password::matches(hash, new)) {
        let text = format!("the password must not be one of the last {}", REMEMBERED + 1);
        return Err(Refusal::bad("password.reused", text));
    }
    Ok(())
}

/// Refuses a password that the organization's rules do not allow, with the code of the first rule it breaks.
pub(super) fn check(organization: &Organization, password: &str) -> Result<(), Refusal> {
    if password.is_empty() {
        return Err(Refusal::bad("password.empty", "the password must not be empty"));
    }
    if password.chars().count() > LONGEST {
        return Err(Refusal::bad("invalid.password", format!("the password must have at most {LONGEST} characters")));
    }
    let requirements = &organization.profile().authentication.password_requirements;
    let broken = |(field, _, _, counts): &&Rule| {
        let least = requirements[*field].as_u64().unwrap_or(0);
        (password.chars().filter(|letter| counts(*letter)).count() as u64) < least
    };
    match RULES.iter().find(broken) {
        Some((field, code, counted, _)) => {
            Err(Refusal::bad(code, format!("the password must have at least {} {counted}", requirements[*field])))
        }
        None => Ok(()),
    }
}
