//! `GET /api/v2/scim/v2/groups/{groupId}`: one group with its members.

use axum::http::{StatusCode, header};
use postern_org::change::scim::{entity_tag, group_view};
use postern_scim::{project, schema::GROUP};

use super::{
    super::{base, listing, provisioner, resource, tags},
    named,
};
use crate::call::{Answer, Call, Reply};

/// Answers `ScimV2Group`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (group, base) = (named(call, &call.organization)?, base(call));
    if tags::is_known(call, group.version) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).header(header::ETAG, &entity_tag(group.version)));
    }
    let view = group_view(&call.organization, group, &provisioner(call, &base), true);
    resource(StatusCode::OK, group.version, &project(&GROUP, view, &listing::projection(call)))
}
