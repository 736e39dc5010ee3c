//! What is known of an organization, and what could not be read.

use serde::{Deserialize, Serialize};

/// A part of a snapshot: known, or unknown with the reason. Never an empty list in place of an unread one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fact<T> {
    /// It was read.
    Known(T),
    /// It could not be read; the text says why (for example the missing permission).
    Unknown(String),
}

impl<T> Fact<T> {
    /// The value, if it was read.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }
}
