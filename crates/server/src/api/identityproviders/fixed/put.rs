//! `PUT /api/v2/identityproviders/{kind}`: configures it, or replaces its record.

use postern_org::{Draft, change::providers};

use super::{super::view, kind};
use crate::call::{Answer, Call, Reply};

/// Answers `IdentityProvider`, for `identitynow` its own model.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let provider = providers::put_fixed(draft, kind(call)?, view::record(call))?;
    Reply::json(&view::view(call, &provider))
}
