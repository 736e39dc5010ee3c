//! Where something holds: for what has no division, and in which divisions.

use postern_model::{Division, Id};

/// Where something holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Places {
    /// For requests that touch nothing with a division.
    pub undivided: bool,
    /// For requests that touch something in one of these.
    pub divisions: Divisions,
}

/// Some of the divisions that were compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Divisions {
    /// These, in no particular order.
    Only(Vec<Id<Division>>),
    /// All but these.
    AllBut(Vec<Id<Division>>),
}

impl Divisions {
    /// Whether `division` is among them.
    pub fn contains(&self, division: Id<Division>) -> bool {
        match self {
            Self::Only(these) => these.contains(&division),
            Self::AllBut(these) => !these.contains(&division),
        }
    }

    /// How many of `all` divisions they are.
    pub fn count(&self, all: usize) -> usize {
        match self {
            Self::Only(these) => these.len(),
            Self::AllBut(these) => all.saturating_sub(these.len()),
        }
    }
}

impl Places {
    /// How many places they are, of `all` divisions.
    pub fn count(&self, all: usize) -> usize {
        usize::from(self.undivided) + self.divisions.count(all)
    }
}
