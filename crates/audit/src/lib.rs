//! Audits an organization against a policy.
//!
//! Ring 3: pure.
#![deny(missing_docs)]
