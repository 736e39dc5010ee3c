//! The schemas of a version.

pub mod list;
