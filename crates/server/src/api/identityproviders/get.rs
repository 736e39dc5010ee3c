//! `GET /api/v2/identityproviders/{providerId}`: a custom provider.

use super::view;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `CustomProvider`.
pub fn handle(call: &Call<'_>) -> Answer {
    let provider = call.organization.custom_provider(&call.param("providerId")).ok_or_else(Fault::not_found)?;
    Reply::json(&view::view(call, provider))
}
