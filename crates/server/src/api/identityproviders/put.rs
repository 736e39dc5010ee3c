//! `PUT /api/v2/identityproviders/{providerId}`: replaces the record of a custom provider.

use postern_org::{Draft, change::providers};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers `CustomProvider`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let provider = providers::replace(draft, &call.param("providerId"), view::record(call))?;
    Reply::json(&view::view(call, &provider))
}
