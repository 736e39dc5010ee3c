//! `GET /api/v2/authorization/divisionspermitted/paged/me`: where the caller holds a permission.

use super::super::super::permitted::page;
use crate::call::{Answer, Call};

/// Answers `DivsPermittedEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    page(call, call.subject())
}
