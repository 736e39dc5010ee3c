//! What a change of an organization would take from whom, or give to whom.
//!
//! Ring 3: pure. A change ([`Change`], read from a file by [`file::read`] or from a Terraform plan by [`plan`]) is made on a
//! copy ([`apply`]) with the functions that the server changes an organization with. Then both are asked: who comes in and
//! how ([`sign_in`]), who may do what ([`matrix`]), who can still administer ([`survivors`]), which programs break
//! ([`workloads`]), and what leads back ([`undo`]). A [`Report`] holds the answers.
//!
//! To add a change: a variant of [`Change`], its row in `change.rs`, its arms in `apply.rs` and `words.rs`, and what undoes it in `undo.rs`.
#![deny(missing_docs)]

pub mod address;
pub mod apply;
pub mod change;
pub mod file;
pub mod matrix;
mod names;
pub mod plan;
pub mod rehearsal;
pub mod report;
pub mod sign_in;
pub mod survivors;
pub mod undo;
mod words;
pub mod workloads;

pub use apply::{Applied, Refused, apply};
pub use change::Change;
pub use file::{Problem, Step};
pub use matrix::Difference;
pub use rehearsal::{Inputs, rehearse};
pub use report::Report;
pub use undo::{Undo, undo};
