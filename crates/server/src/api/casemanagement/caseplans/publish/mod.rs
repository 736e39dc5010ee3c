//! Publishing a plan.

pub mod post;
