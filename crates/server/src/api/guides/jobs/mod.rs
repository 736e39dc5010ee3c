//! Jobs that delete a guide.

pub mod delete;
pub mod get;
