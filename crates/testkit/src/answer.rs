//! The outcome of a request at the door, in the form in which different authorizers are compared.

use std::fmt;

use postern_decide::{Decision, Verdict};

/// What a request gets at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It goes on to its operation.
    Admitted,
    /// It is refused with this status and code.
    Refused(u16, &'static str),
    /// A fact is missing.
    Unknown,
}

impl From<&Decision> for Answer {
    fn from(decision: &Decision) -> Self {
        match &decision.verdict {
            Verdict::Allow => Self::Admitted,
            Verdict::Deny(reason) => Self::Refused(reason.status(), reason.code()),
            Verdict::Unknown(_) => Self::Unknown,
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Admitted => out.write_str("admitted"),
            Self::Refused(status, code) => write!(out, "{status} {code}"),
            Self::Unknown => out.write_str("unknown"),
        }
    }
}
