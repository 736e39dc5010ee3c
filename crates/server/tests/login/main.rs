//! The login host over HTTP, against a server in this process.

#[path = "../harness/mod.rs"]
mod harness;

mod ask;
mod metadata;
mod refusals;
mod secrets;
mod settings;
mod success;
mod wrong_urls;
