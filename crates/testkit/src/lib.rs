//! What tests share: sample organizations, sample requests, a reference authorizer, and the texts under `golden/`.
//!
//! Seen by tests and by `xtask` only.
//!
//! - [`build`] puts divisions, roles, grants, people and clients into a draft; [`sample`] makes whole organizations.
//! - [`request`] makes a request to any operation; [`body`] makes bodies that its model accepts.
//! - [`reference`] answers a request slowly and obviously. `postern_decide` must agree with it; see [`answer`].
//! - [`idp`] is a toy SAML identity provider: good responses, and deliberately bad ones, named by defect.
//! - [`golden`] renders who may do what, and in which order that is found out.
#![allow(clippy::expect_used, clippy::panic, reason = "a sample that cannot be made should stop its test loudly")]

pub mod answer;
pub mod body;
pub mod build;
pub mod golden;
pub mod idp;
pub mod reference;
pub mod request;
pub mod sample;

pub use answer::Answer;
