//! `GET /api/v2/authorization/divisionspermitted/paged/{subjectId}`: where somebody holds a permission. Deprecated.

use super::super::permitted::page;
use crate::{
    api::authorization::subjects::pairs::in_path,
    call::{Answer, Call},
};

/// Answers `DivsPermittedEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    page(call, in_path(call, &call.organization)?)
}
