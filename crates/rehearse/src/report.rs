//! What a rehearsal found, as values; in words, [`text`](Report::text) and [`markdown`](Report::markdown).

mod gate;
mod page;
mod render;

use postern_model::Timestamp;
use serde::{Serialize, Serializer};

pub use gate::{FailOn, Outcome};

use crate::{
    matrix::Count,
    sign_in::{SignIn, Ways},
    survivors::{Expected, Survivors},
    undo::Undo,
    workloads::Effect,
};

/// What a rehearsal found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The form's version; 1.
    pub version: u32,
    /// The organization's name.
    pub organization: String,
    /// The moment from which it was looked at.
    pub now: Timestamp,
    /// The moment of the answers after the change, which can have moved the date.
    pub answers_of: Timestamp,
    /// The changes, each in one line.
    pub changes: Vec<String>,
    /// What was asked for and could not be rehearsed.
    pub left_out: Vec<String>,
    /// Who comes in.
    pub sign_in: SignIn,
    /// What happens to programs whose workload was given.
    pub workloads: Vec<Effect>,
    /// Who must be left to administer authorization.
    pub expected: Expected,
    /// Who has to have a way in, come what may.
    pub break_glass: Vec<BreakGlass>,
    /// Who could before.
    pub survivors_before: Survivors,
    /// Who can after.
    pub survivors: Survivors,
    /// Who newly can give themselves, or a program, more.
    pub new_admins: Vec<NewAdmin>,
    /// Who gains the permission `admin`, of which no source says how far it goes.
    pub perhaps_admins: Vec<String>,
    /// Why rights of people were not compared, if so.
    pub people_unknown: Option<String>,
    /// Why rights of clients were not compared, if so.
    pub clients_unknown: Option<String>,
    /// How many people and groups of other organizations (trustees) hold roles here: they were not compared.
    pub others: usize,
    /// Whether what those hold becomes something else.
    pub others_change: bool,
    /// How many subjects were compared.
    pub subjects: usize,
    /// How many operations.
    pub operations: usize,
    /// How many places: the divisions, and what has none.
    pub places: usize,
    /// How many single answers were compared, and how many differ.
    #[serde(serialize_with = "count")]
    pub answers: Count,
    /// Who loses and gains what, where; the largest first.
    pub groups: Vec<Group>,
    /// What leads back.
    pub undo: Undo,
}

/// A person or a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Who {
    /// What it is called.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Whether it is a person; else it is a client.
    pub person: bool,
}

/// Somebody who has to have a way in, come what may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakGlass {
    /// What the policy calls them.
    pub who: String,
    /// Their ways in before; absent: there is no such person.
    pub before: Option<Ways>,
    /// Their ways in after; absent: there is no such person.
    pub after: Option<Ways>,
    /// Why it cannot be told whether there is such a person, if so.
    pub unknown: Option<String>,
}

/// Somebody who newly can give themselves, or a program, more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAdmin {
    /// Who.
    pub who: Who,
    /// By which operations.
    pub operations: Vec<String>,
}

/// The same loss and gain of several subjects in several places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Who.
    pub who: Vec<Who>,
    /// Whether it holds for what has no division.
    pub undivided: bool,
    /// The divisions that it holds in.
    pub divisions: Vec<String>,
    /// If it holds in all divisions but some: those.
    pub all_divisions_but: Option<Vec<String>>,
    /// Permissions that are not held there any more.
    pub permissions_lost: Vec<String>,
    /// Permissions that are newly held there.
    pub permissions_gained: Vec<String>,
    /// Operations that are not allowed there any more.
    pub operations_lost: Vec<String>,
    /// Operations that are newly allowed there.
    pub operations_gained: Vec<String>,
}

impl Group {
    /// The places in words.
    pub fn places(&self) -> String {
        let divisions = match &self.all_divisions_but {
            Some(but) if but.is_empty() => Some("every division".to_owned()),
            Some(but) => Some(format!("every division but {}", but.join(", "))),
            None if self.divisions.is_empty() => None,
            None => Some(self.divisions.join(", ")),
        };
        match (divisions, self.undivided) {
            (Some(divisions), true) => format!("{divisions}; without division"),
            (Some(divisions), false) => divisions,
            (None, _) => "without division".to_owned(),
        }
    }
}

fn count<S: Serializer>(count: &Count, out: S) -> Result<S::Ok, S::Error> {
    out.collect_map([("compared", count.compared), ("lost", count.lost), ("gained", count.gained)])
}

impl Report {
    /// For people at a terminal.
    pub fn text(&self) -> String {
        render::text(&page::of(self))
    }

    /// For people on a page.
    pub fn markdown(&self) -> String {
        render::markdown(&page::of(self))
    }
}
