//! Where a person sits.

pub mod associatedstation;
pub mod defaultstation;
pub mod get;
