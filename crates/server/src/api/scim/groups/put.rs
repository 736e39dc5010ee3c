//! `PUT /api/v2/scim/v2/groups/{groupId}`: replaces a group.

use axum::http::StatusCode;
use postern_org::{
    Draft,
    change::scim::{group_view, replace_group},
};

use super::{
    super::{base, provisioner, resource},
    meant,
};
use crate::call::{Answer, Call};

/// Answers `ScimV2Group`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let base = base(call);
    let client = provisioner(call, &base);
    let group = replace_group(draft, meant(call, draft)?, &call.body, &client)?;
    resource(StatusCode::OK, group.version, &group_view(draft, &group, &client, true))
}
