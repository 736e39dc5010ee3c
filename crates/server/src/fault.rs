//! A refused request, before it is written to the wire. Public text and private cause never share a field.

use postern_catalog::{Operation, validate::Violation};
use postern_org::Refusal;

/// What the caller is told, and what only the log is told.
#[derive(Debug)]
pub struct Fault {
    /// HTTP status.
    pub status: u16,
    /// The platform's code.
    pub code: &'static str,
    /// What a person reads.
    pub message: String,
    /// Names in the message, for `messageParams`.
    pub params: Vec<(&'static str, String)>,
    /// The field at fault, for `details`.
    pub field: Option<String>,
    /// What the log says besides; never sent.
    pub cause: Option<String>,
}

impl Fault {
    /// A fault with this status, code and text.
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), params: Vec::new(), field: None, cause: None }
    }

    /// 400 `bad.request` with this text.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "bad.request", message)
    }

    /// 400 `invalid.query.param.value`.
    pub fn query(parameter: &str, value: &str, allowed: &str) -> Self {
        let text = format!("Value [{value}] is not valid for parameter [{parameter}]. Allowable values are: {allowed}");
        Self { field: Some(parameter.to_owned()), ..Self::new(400, "invalid.query.param.value", text) }
    }

    /// 404 `not.found`.
    pub fn not_found() -> Self {
        Refusal::not_found().into()
    }

    /// 500, the cause for the log only.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let text = "The server encountered an unexpected condition which prevented it from fulfilling the request.";
        Self { cause: Some(cause.to_string()), ..Self::new(500, "internal.server.error", text) }
    }

    /// 503: the store cannot be reached, so nothing may be answered from memory.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        let text = "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).";
        Self { cause: Some(cause.to_string()), ..Self::new(503, "service.unavailable", text) }
    }

    /// 501 for an operation that is not built, by name. The Go SDK retries every 5xx but this one.
    pub fn not_built(method: &str, path: &str) -> Self {
        Self::new(501, "not.implemented", format!("{method} {path} is not built in this version of Postern"))
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.status, refusal.code, refusal.message)
    }
}

/// Fields whose bad value has a code of its own, on the operations that declare it.
const OWN_CODES: [(&str, &str); 1] = [("nameIdentifierFormat", "invalid.nameid.format")];

impl Fault {
    /// A body that is not what `operation` declares.
    pub fn in_body(operation: &Operation, violation: Violation) -> Self {
        let declares = |code| operation.errors.iter().any(|(_, declared)| *declared == code);
        let own = OWN_CODES.into_iter().find(|(field, code)| *field == violation.field && declares(*code));
        let fault = Self::from(violation);
        Self { code: own.map_or(fault.code, |(_, code)| code), ..fault }
    }
}

impl From<Violation> for Fault {
    fn from(violation: Violation) -> Self {
        let field = (!violation.field.is_empty()).then_some(violation.field);
        Self { field, ..Self::new(400, violation.code, violation.message) }
    }
}
