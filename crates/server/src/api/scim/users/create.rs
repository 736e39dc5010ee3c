//! `POST /api/v2/scim/v2/users`: creates a person, or brings back a deleted one with the same address.

use axum::http::{StatusCode, header};
use postern_org::{
    Draft,
    change::scim::{Created, create_user, user_view},
};

use super::super::{base, provisioner, resource};
use crate::call::{Answer, Call};

/// Answers `ScimV2User`: 201 when the person is new, 200 when they are back.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let base = base(call);
    let client = provisioner(call, &base);
    let (user, created) = create_user(draft, &call.body, &client)?;
    let status = if created == Created::New { StatusCode::CREATED } else { StatusCode::OK };
    let reply = resource(status, user.version, &user_view(draft, &user, &client))?;
    Ok(reply.header(header::LOCATION, &format!("{base}/users/{}", user.id)))
}
