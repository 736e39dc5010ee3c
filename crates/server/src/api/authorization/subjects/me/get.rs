//! `GET /api/v2/authorization/subjects/me`: the caller's own grants. No permission and no person needed.

use super::super::view;
use crate::call::{Answer, Call};

/// Answers `AuthzSubject`.
pub fn handle(call: &Call<'_>) -> Answer {
    view::subject(call, call.subject())
}
