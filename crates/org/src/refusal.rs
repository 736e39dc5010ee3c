//! Why a change is refused, in the wire's own terms.

/// A refused change: what the platform answers. The text names the input and the fix; never a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The platform's error code.
    pub code: &'static str,
    /// What a person reads.
    pub message: String,
}

impl Refusal {
    /// A refusal with this status, code and text.
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// 400 with an operation's own code.
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// 404 `not.found`, the code every operation declares.
    pub fn not_found() -> Self {
        Self::new(404, "not.found", "The requested resource was not found.")
    }

    /// 404 `general.resource.not.found`, which directory operations declare.
    pub fn resource_not_found(kind: &str, id: &str) -> Self {
        Self::new(404, "general.resource.not.found", format!("{kind} `{id}` was not found"))
    }

    /// 409 `general.conflict` for a stale version. The Terraform provider retries on this text.
    pub fn stale_version(given: u64, current: u64) -> Self {
        Self::new(409, "general.conflict", format!("version {given} does not match the current version {current}"))
    }
}
