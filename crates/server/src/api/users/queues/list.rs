//! `GET /api/v2/users/{userId}/queues`: the queues that a person has joined, or with `joined=false` those left.

use postern_model::User;
use postern_org::Refusal;

use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `UserQueueEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let id = call.id::<User>("userId")?;
    let organization = &call.organization;
    organization.live_user(id).ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))?;
    let joined = call.query.flag("joined", true);
    page_of(call, super::matching(call, organization, id, Some(joined)), |(queue, joined)| super::view(call, organization, &queue, joined))
}
