//! What a change of an organization would take from whom, or give to whom.
//!
//! Ring 3: pure.
#![deny(missing_docs)]

pub mod matrix;

pub use matrix::Difference;
