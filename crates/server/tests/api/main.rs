//! The platform API over HTTP, against a server in this process. One module a path, like the URLs.

#[path = "../harness/mod.rs"]
mod harness;

mod audits;
mod authorization;
mod identityproviders;
mod oauth;
mod organizations;
mod tokens;
mod usage;
mod users;
