//! `POST /api/v2/users/{userId}/externalid`: notes what an authority calls a person; one key an authority.

use axum::http::StatusCode;
use postern_org::{Draft, change::users};
use serde::Deserialize;

use super::view;
use crate::call::{Answer, Call, Reply};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identifier {
    authority_name: String,
    external_key: String,
}

/// Answers the one `UserExternalIdentifier` that was noted; 201 if it is new. The API description has a list there, but the
/// Terraform provider, whose tests run against the real service, goes around its SDK to read one.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let Identifier { authority_name, external_key } = call.read()?;
    let (user, new) = users::put_external_id(draft, call.id("userId")?, &authority_name, &external_key)?;
    Reply::with(if new { StatusCode::CREATED } else { StatusCode::OK }, &view(&user, &authority_name, &external_key))
}
