//! Stages of the draft.

pub mod patch;
pub mod stepplans;
