//! Whether a request says what its operation declares: the body against its model, the query against its parameters.
//!
//! The codes and messages are the service's. What its models leave open is answered in favour of the caller:
//!
//! - a model without fields accepts any object, and a type no model is known for accepts anything;
//! - `null` is the same as leaving a field out, and an empty list where a list is required; read-only fields may be sent back;
//! - an object inside the body that carries an `id` may be a mere reference, so nothing else is required of it;
//! - the default of a query parameter passes where the listed values lack it.

mod body;
mod query;
mod time;

use serde::Serialize;
use serde_json::Value;

use crate::{Catalog, Operation, TypeRef};

/// Why a request is refused: an error of the service, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// The service's error code, such as `invalid.property`.
    pub code: &'static str,
    /// The service's message, filled in.
    pub message: String,
    /// The parameter, or the path into the body, such as `permissionPolicies[0].actionSet`; empty for the body itself.
    pub field: String,
}

/// Checks a request body that stands for a whole entity.
///
/// # Errors
///
/// The first departure from the declared type, in the order of the body.
pub fn validate_body(catalog: &Catalog, ty: &TypeRef, value: &Value) -> Result<(), Violation> {
    body::Check { catalog, partial: false, creates: false }.body(ty, value)
}

/// Checks a request body that something new comes of (`POST`): as [`validate_body`], but what the service counts itself, a
/// version, may be left out.
///
/// # Errors
///
/// As [`validate_body`].
pub fn validate_new_body(catalog: &Catalog, ty: &TypeRef, value: &Value) -> Result<(), Violation> {
    body::Check { catalog, partial: false, creates: true }.body(ty, value)
}

/// Checks a request body that changes part of an entity (`PATCH`): as [`validate_body`], but nothing is required, since
/// the declared model is often that of the whole entity.
///
/// # Errors
///
/// As [`validate_body`].
pub fn validate_partial_body(catalog: &Catalog, ty: &TypeRef, value: &Value) -> Result<(), Violation> {
    body::Check { catalog, partial: true, creates: false }.body(ty, value)
}

/// Checks the decoded query parameters of a request for `op`. Parameters it does not declare are ignored, as is an empty
/// value; lists come separated by commas or repeated.
///
/// # Errors
///
/// The first parameter with a value that is not allowed, or the first that is required and missing.
pub fn validate_query<'q>(_catalog: &Catalog, op: &Operation, pairs: impl Iterator<Item = (&'q str, &'q str)>) -> Result<(), Violation> {
    query::check(op, pairs)
}

/// What a value of a plain type can be, for the end of a message.
fn allowable(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::String => "any string",
        TypeRef::Integer => "any whole number",
        TypeRef::Number => "any number",
        TypeRef::Boolean => "true, false",
        TypeRef::DateTime => "ISO-8601 date-times, for example yyyy-MM-ddTHH:mm:ss.SSSZ",
        TypeRef::Date => "ISO-8601 dates, for example yyyy-MM-dd",
        TypeRef::Array(_) => "any array",
        TypeRef::Map(_) | TypeRef::Model(_) => "any object",
        TypeRef::Object => "anything",
    }
}

#[cfg(test)]
mod tests;
