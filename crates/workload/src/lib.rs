//! What a machine client has to be able to do, read from what people have in hand: a Terraform directory or plan, a list of
//! operations, a HAR file, the provider's log, the platform's own usage counts; and whether its grants cover that.
//!
//! Ring 2: pure. The contents of files are arguments. Headers and bodies are looked at for divisions and never kept.
//!
//! To add a reader: a file with a `read` that gives a [`Workload`], a variant of [`Kind`] with how it is detected, and an
//! example in `docs/WORKLOADS.md`. What a reader cannot understand is a [`Gap`], never left out.
#![deny(missing_docs)]

pub mod cover;
pub mod detect;
pub mod effects;
pub mod har;
mod needs;
pub mod operations;
pub mod place;
pub mod plan;
mod problem;
pub mod provider;
mod request;
pub mod sdk_debug;
pub mod terraform;
pub mod usage;

use postern_catalog::OperationId;
use postern_model::{Division, Id};

pub use cover::{Coverage, cover, together};
pub use detect::{Kind, detect, read};
pub use problem::{Problem, report};
pub use terraform::Files;

/// What a client has to be able to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// The operations it calls. The readers name each operation once a place.
    pub needs: Vec<Need>,
    /// What could not be read: while there are gaps, "covered" cannot be said.
    pub gaps: Vec<Gap>,
}

/// One operation that a client calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The operation.
    pub operation: OperationId,
    /// Where.
    pub place: Place,
    /// How that is known.
    pub origin: Origin,
}

/// In which division an operation is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Nothing says.
    #[default]
    Unsaid,
    /// In the home division.
    Home,
    /// In one division.
    Division(Id<Division>),
    /// In the division of this name, letter case aside, which may not exist yet.
    Named(String),
    /// In every division, also those that do not exist yet.
    Everywhere,
}

/// How something is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Where it stands: `main.tf:12`, `entry 4`, `usage of 30 days`.
    pub at: String,
    /// What stands there: `genesyscloud_user.anna, create`.
    pub what: String,
    /// Whether it was seen or is documented; otherwise it is inferred.
    pub seen: bool,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Where it stands.
    pub at: String,
    /// What is the matter, for people to read.
    pub why: String,
}
