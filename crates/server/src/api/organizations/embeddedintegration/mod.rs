//! `/api/v2/organizations/embeddedintegration`: the same settings as `…/whitelist`, under another name.

pub mod get;
pub mod put;
