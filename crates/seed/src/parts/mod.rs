//! One file for each kind of thing that a seed describes: how its table is read, and how it is made.

pub(crate) mod client;
pub(crate) mod division;
pub(crate) mod group;
pub(crate) mod organization;
pub(crate) mod person;
pub(crate) mod provider;
pub(crate) mod resource;
pub(crate) mod role;
pub(crate) mod setting;

use postern_model::{Division, Id, Reach, Role, Subject};
use postern_org::{Draft, Refusal, change::grants};

use crate::refused::refused;
use postern_written::{Held, Problem, Said};

/// A name that was checked already and yet is not there: the organization changed its mind, so to say.
fn missing(name: &Said<String>) -> Problem {
    Problem::new(name.span.clone(), format!("there is no `{}`", name.value))
}

fn division_named(draft: &Draft<'_>, name: &Said<String>) -> Result<Id<Division>, Problem> {
    let named = draft.divisions().find(|division| division.name == name.value);
    named.map(|division| division.id).ok_or_else(|| missing(name))
}

/// The role and where it reaches: home when no division is said, as the platform has it.
fn grant(draft: &Draft<'_>, held: &Held) -> Result<(Id<Role>, Reach), Problem> {
    let role = draft.role_named(&held.role.value).ok_or_else(|| missing(&held.role))?.id;
    let reach = match &held.division {
        None => Reach::Division(draft.home()),
        Some(name) if name.value == "*" => Reach::All,
        Some(name) => Reach::Division(division_named(draft, name)?),
    };
    Ok((role, reach))
}

/// Gives `subject`, named by `name`, its roles.
fn give(draft: &mut Draft<'_>, subject: Subject, name: &Said<String>, roles: &[Held]) -> Result<(), Problem> {
    let wanted: Vec<_> = roles.iter().map(|held| grant(draft, held)).collect::<Result<_, _>>()?;
    grants::add_grants(draft, subject, &wanted).map_err(|refusal| refused(&name.span, refusal))
}

/// The body of a change, from JSON that is made here.
fn body<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T, Refusal> {
    serde_json::from_value(value).map_err(|error| Refusal::bad("bad.request", error.to_string()))
}
