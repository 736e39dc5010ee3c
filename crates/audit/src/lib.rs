//! Audits an organization against a policy: every rule with its evidence and its remedy, one verdict for each machine
//! client, and the smallest role that a client needs.
//!
//! Ring 3: pure. What could not be read is never taken for clean: a rule whose facts are missing says which, and which
//! permission would show them.
#![deny(missing_docs)]

pub mod policy;

pub use policy::Policy;
