//! `GET /api/v2/groups/{groupId}/individuals`: explicit members only, all on one page (Terraform provider).

use postern_model::User;

use super::super::super::users::{
    roster::place,
    view::{self, Expand},
};
use crate::{
    call::{Answer, Call, Reply},
    paging::Page,
};

/// Answers `UserEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &call.organization;
    let mut members: Vec<&User> = organization.members(super::super::named(call)?.id).collect();
    members.sort_by_cached_key(|user| place(user));
    let page = Page { size: members.len().max(1), number: 1 };
    let entities: Vec<_> = members.iter().map(|user| view::user(organization, user, &Expand::default())).collect();
    Reply::json(&page.envelope(call, entities, members.len()))
}
