//! `GET /api/v2/users/{userId}/externalid/{authorityName}`: what one authority calls a person.

use postern_org::{ExternalIds, Refusal};

use super::{named, view};
use crate::call::{Answer, Call, Reply};

/// Answers `UserExternalIdentifier`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (user, authority) = (named(call, &call.organization)?, call.free_text("authorityName"));
    let ids = ExternalIds::of(&user.other);
    let key = ids.key(&authority).ok_or_else(|| Refusal::resource_not_found("external id of authority", &authority))?;
    Reply::json(&view(user, &authority, key))
}
