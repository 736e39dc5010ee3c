//! SAML at the login host, over HTTP: against a server in this process, with identity providers that are not its own.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod browser;
mod idp;
mod import;
mod place;

mod binding;
mod landing;
mod login;
mod logout;
mod many;
mod metadata;
mod pages;
mod providers;
mod refusals;
mod replay;
mod settings;
mod test_idp;
