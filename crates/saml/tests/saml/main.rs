//! The service provider as its callers see it.
#![allow(clippy::disallowed_methods, reason = "tests read files and run programs")]

mod harness;
mod vectors;
