//! `PATCH /api/v2/organizations/authentication/settings`: what is left out stays as it is.

use postern_org::{Draft, change::settings};

use crate::call::{Answer, Call, Reply};

/// Answers `OrgAuthSettings`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    settings::patch_authentication(draft, call.read()?)?;
    Reply::json(&draft.profile().authentication)
}
