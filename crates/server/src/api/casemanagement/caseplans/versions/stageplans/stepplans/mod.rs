//! The steps of a stage.

pub mod get;
pub mod list;
