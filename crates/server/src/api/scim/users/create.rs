//! `POST /api/v2/scim/v2/users`: creates a person, or brings back a deleted one with the same address.

use axum::http::{StatusCode, header};
use postern_org::{
    Draft,
    change::scim::{create_user, user_view},
};

use super::super::{base, provisioner, resource};
use crate::call::{Answer, Call};

/// Answers `ScimV2User` with 201, also of somebody who is back: clients take no other status for success.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let base = base(call);
    let client = provisioner(call, &base);
    let user = create_user(draft, &call.body, &client)?;
    let reply = resource(StatusCode::CREATED, user.version, &user_view(draft, &user, &client))?;
    Ok(reply.header(header::LOCATION, &format!("{base}/users/{}", user.id)))
}
