//! Rules for new passwords (API description: `PasswordRequirements`). No password is kept: people cannot sign in yet, so
//! rules about earlier passwords and their age have nothing to look at.

use postern_model::{Id, User, audit::PropertyChange};

use super::live;
use crate::{Draft, Organization, Refusal};

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

/// Sets a person's password: checks it and drops it.
///
/// # Errors
///
/// The rule it breaks; a person who does not exist.
pub fn set_password(draft: &mut Draft<'_>, id: Id<User>, password: &str) -> Result<(), Refusal> {
    let user = live(draft, id)?;
    check(draft, password)?;
    let change = PropertyChange { property: "password".to_owned(), old_values: Vec::new(), new_values: Vec::new() };
    draft.log("Directory", "Update", ("User", &id.to_string(), &user.name), vec![change]);
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
