//! `GET /api/v2/authorization/subjects/{subjectId}`: a person, a group or a client and its grants. One that holds nothing
//! answers with no grants; only one that does not exist is 404.

use super::{pairs::in_path, view};
use crate::call::{Answer, Call};

/// Answers `AuthzSubject`.
pub fn handle(call: &Call<'_>) -> Answer {
    view::subject(call, in_path(call, &call.organization)?)
}
