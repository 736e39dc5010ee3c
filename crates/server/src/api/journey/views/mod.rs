//! Views of journeys.

pub mod versions;
