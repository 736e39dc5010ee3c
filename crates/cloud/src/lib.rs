//! Reads an organization over the platform API, and writes nothing: no method of this crate could.
#![allow(clippy::disallowed_methods, reason = "an edge: clocks and the network live here")]

mod place;
mod region;

pub use place::{Mistake, Place};
pub use region::{REGIONS, Region};
