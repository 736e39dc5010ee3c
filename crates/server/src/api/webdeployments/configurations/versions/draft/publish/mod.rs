//! Publishing the draft.

pub mod post;
