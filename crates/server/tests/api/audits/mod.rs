#![allow(clippy::unwrap_used, reason = "a test that cannot set up should stop loudly")]

pub mod query;
