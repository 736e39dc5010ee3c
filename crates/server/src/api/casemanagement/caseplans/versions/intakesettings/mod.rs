//! The intake of a version.

pub mod list;
