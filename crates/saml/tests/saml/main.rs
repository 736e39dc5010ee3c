//! The service provider as its callers see it.
#![allow(clippy::disallowed_methods, reason = "tests read files and run programs")]
#![allow(clippy::expect_used, clippy::panic, reason = "a helper of a test may stop at the first surprise")]

mod bearer;
mod bounds;
mod harness;
mod keys;
mod logout;
mod metadata;
mod outgoing;
mod pages;
mod properties;
mod real;
mod response;
mod vectors;
