//! The demo organization.

pub mod certificates;
