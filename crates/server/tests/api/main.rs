//! The platform API over HTTP, against a server in this process. One module a path, like the URLs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

#[path = "../harness/mod.rs"]
mod harness;

mod audits;
mod authorization;
mod groups;
mod identityproviders;
mod oauth;
mod organizations;
mod tokens;
mod usage;
mod users;
