//! The station a person sits at unless they choose another.

pub mod put;
