//! The platform API over HTTP, against a server in this process. One module a path, like the URLs.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod audits;
mod authorization;
mod date;
mod groups;
mod identityproviders;
mod locations;
mod oauth;
mod organizations;
mod routing;
mod scim;
mod teams;
mod tokens;
mod usage;
mod users;
