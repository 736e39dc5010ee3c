//! Versions of a view.

pub mod put;
