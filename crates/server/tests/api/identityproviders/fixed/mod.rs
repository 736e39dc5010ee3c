mod delete;
mod get;
mod put;

/// The fixed kinds but the platform's own login.
pub const KINDS: [&str; 10] = ["adfs", "cic", "generic", "gsuite", "identitynow", "okta", "onelogin", "ping", "pureengage", "salesforce"];
