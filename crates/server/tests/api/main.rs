//! The platform API over HTTP, against a server in this process. One module a path, like the URLs.

#[path = "../harness/mod.rs"]
mod harness;

mod authorization;
mod oauth;
mod tokens;
mod usage;
