//! Versions of a configuration.

pub mod draft;
