//! `GET /api/v2/users/externalid/{authorityName}/{externalKey}`: whom an authority calls so. No permission needed.

use postern_org::Refusal;

use super::super::super::view::{self, Expand};
use crate::call::{Answer, Call, Reply};

/// Answers `User`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (authority, key) = (call.free_text("authorityName"), call.free_text("externalKey"));
    let user = call.organization.user_with_external_id(&authority, &key);
    let user = user.ok_or_else(|| Refusal::resource_not_found("external id", &key))?;
    Reply::json(&view::user(&call.organization, user, &Expand::of(call)))
}
