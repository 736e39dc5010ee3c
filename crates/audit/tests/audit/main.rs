//! The policy, the certificate, the reports and the smallest role.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test that cannot set up should stop loudly")]

mod certificate;
mod demo;
mod explained;
mod least_privilege;
mod person;
mod policy;
mod reports;
mod waivers;
#[path = "../rules/world.rs"]
#[allow(dead_code, reason = "shared with the tests of rules, which use more of it")]
mod world;
