//! Versions of a guide.

pub mod create;
pub mod jobs;
