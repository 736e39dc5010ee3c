//! Steps of a stage of the draft.

pub mod patch;
