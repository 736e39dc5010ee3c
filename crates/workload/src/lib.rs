//! What a machine client has to be able to do, read from what people have in hand: a Terraform directory or plan, a list of
//! operations, a HAR file, the provider's log, the platform's own usage counts.
//!
//! Ring 2: pure. The contents of files are arguments.
#![deny(missing_docs)]

pub mod plan;

use postern_catalog::OperationId;
use postern_model::{Division, Id};

/// What a client has to be able to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// The operations it calls.
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
    /// In one division.
    Division(Id<Division>),
    /// In the division of this name.
    Named(String),
    /// In every division.
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
