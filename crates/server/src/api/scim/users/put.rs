//! `PUT /api/v2/scim/v2/users/{userId}`: replaces a person.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::scim::{replace_user, user_view},
};

use super::{
    super::{base, provisioner, resource},
    meant,
};
use crate::call::{Answer, Call};

/// Answers `ScimV2User`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let base = base(call);
    let client = provisioner(call, &base);
    let user = replace_user(draft, meant(call, draft)?, &call.body, &client)?;
    resource(StatusCode::OK, user.version, &user_view(draft, &user, &client))
}
