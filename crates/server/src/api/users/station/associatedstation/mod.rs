//! The station a person sits at now.

pub mod put;
