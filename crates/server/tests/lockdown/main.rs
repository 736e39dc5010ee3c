//! An organization is locked down and opened again: who comes in and which machine works, at each stage. `docs/LOCK-DOWN.md`
//! shows what these tests see.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../saml/browser.rs"]
#[allow(dead_code, reason = "shared with the tests of SAML")]
mod browser;
#[path = "../harness/mod.rs"]
mod harness;
#[path = "../saml/idp.rs"]
#[allow(dead_code, reason = "shared with the tests of SAML")]
mod idp;

mod apps;
mod bank;
mod checklist;
mod earlier;
mod last_provider;
mod machines;
mod people;
mod service_account;
mod stages;
mod table;
mod told;
