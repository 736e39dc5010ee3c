//! `GET /api/v2/routing/queues/me`: the queues of the person the token acts for, whether joined or not.

use postern_org::Refusal;

use super::super::super::super::users::queues::{matching, view};
use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `UserQueueEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let user = call.token.user.ok_or_else(|| Refusal::resource_not_found("user", "me"))?;
    let joined = call.query.get("joined").map(|joined| joined.eq_ignore_ascii_case("true"));
    page_of(call, matching(call, &call.organization, user, joined), |(queue, joined)| view(call, &call.organization, &queue, joined))
}
