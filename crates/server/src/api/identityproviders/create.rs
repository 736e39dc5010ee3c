//! `POST /api/v2/identityproviders`: creates a custom provider.

use postern_org::{Draft, change::providers};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers `CustomProvider`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let provider = providers::create(draft, view::record(call))?;
    Reply::json(&view::view(call, &provider))
}
