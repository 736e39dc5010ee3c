//! An explanation as a value: what the command line, `/postern/decisions/{id}` and reports show.

use postern_catalog::Catalog;
use serde::{Deserialize, Serialize};

use crate::{Asked, Case, Place, Seen, Unclear, remedy::Remedy};

/// Whether the call is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Allowed,
    /// No.
    Refused,
    /// Cannot be told from what is known.
    Unknown,
}

/// The call, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The method.
    pub method: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The path without its query.
    pub path: Option<String>,
    /// The operation's path template.
    pub operation: Option<String>,
    /// The client, by name and id.
    pub client: Option<String>,
    /// The person.
    pub user: Option<String>,
    /// The divisions of what is touched, by name.
    pub divisions: Vec<String>,
    /// The Terraform resource whose call it was.
    pub resource: Option<String>,
}

/// A cause that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// Its name; its page is `docs/causes/<name>.md`.
    pub cause: String,
    /// The same in a few words.
    pub title: String,
    /// `settled`, `certain`, `likely` or `possible`.
    pub likelihood: String,
    /// Why it is thought of.
    pub why: String,
    /// What would confirm it.
    pub confirm: String,
    /// What to do about it.
    pub fix: String,
    /// How it is known that the service answers so.
    pub evidence: String,
}

/// A check that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The check.
    pub check: String,
    /// `passed`, `refused`, `reported`, `did not apply`, `unknown`.
    pub outcome: String,
}

/// Wrong advice that showed, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its name.
    pub myth: String,
    /// What is not so.
    pub claim: String,
    /// What is.
    pub fact: String,
    /// How that is known.
    pub evidence: String,
}

/// Why a call was answered as it was, and what would turn the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// Whether it is allowed.
    pub answer: Answer,
    /// The call.
    pub request: Request,
    /// HTTP status, seen or decided.
    pub status: Option<u16>,
    /// The platform's code, or the token endpoint's `error`.
    pub code: Option<String>,
    /// The platform's words.
    pub message: Option<String>,
    /// Correlation id of the answer.
    pub correlation: Option<String>,
    /// The causes that fit, the likeliest first.
    pub causes: Vec<Ranked>,
    /// What would turn the answer, the smallest first. Each was tried on a copy.
    pub remedies: Vec<Remedy>,
    /// The checks that ran, in order, where an organization was asked.
    pub checks: Vec<Checked>,
    /// Wrong advice that showed.
    pub corrections: Vec<Correction>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// Explains what was seen. With `place`, the organization is asked what it says of the call.
pub fn explain(catalog: &'static Catalog, seen: &Seen, place: Option<Place<'_>>) -> Result<Explanation, Unclear> {
    let asked = match place {
        Some(place) => place.ask(catalog, seen)?,
        None => Asked::default(),
    };
    let ruling = place.and_then(|place| place.rule(catalog, seen, &asked));
    Ok(Case { catalog, seen, place, asked, ruling }.explanation())
}
