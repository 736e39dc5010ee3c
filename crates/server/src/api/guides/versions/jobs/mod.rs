//! Jobs that publish a version.

pub mod create;
pub mod get;
