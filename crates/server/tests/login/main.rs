//! The login host over HTTP, against a server in this process.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;
#[path = "../harness/log.rs"]
mod log;

mod app;
mod ask;
mod authorization_code;
mod best_practice;
mod decisions;
mod ends;
mod metadata;
mod password;
mod policy;
mod refresh_token;
mod refusals;
mod saml2_bearer;
mod secrets;
mod settings;
mod success;
mod webhooks;
mod wrong_urls;
