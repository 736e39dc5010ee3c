//! The login host over HTTP, against a server in this process.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod ask;
mod metadata;
mod refusals;
mod secrets;
mod settings;
mod success;
mod wrong_urls;
