//! `GET /api/v2/scim/v2/users/{userId}`: one person. No permission needed.

use axum::http::{StatusCode, header};
use postern_org::change::scim::{entity_tag, user_view};
use postern_scim::{project, schema::USER};

use super::{
    super::{base, listing, provisioner, resource, tags},
    named,
};
use crate::call::{Answer, Call, Reply};

/// Answers `ScimV2User`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (user, base) = (named(call, &call.organization)?, base(call));
    if tags::is_known(call, user.version) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).header(header::ETAG, &entity_tag(user.version)));
    }
    let view = user_view(&call.organization, user, &provisioner(call, &base));
    resource(StatusCode::OK, user.version, &project(&USER, view, &listing::projection(call)))
}
