//! Who sits at a station.

pub mod delete;
