//! `GET /api/v2/groups/{groupId}/members`: who is in a group: explicit members, and owners where they are included.

use super::super::{super::users, view::people};
use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `UserEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &call.organization;
    let mut people = people(organization, super::super::named(call)?);
    if users::roster::descends(call) {
        people.reverse();
    }
    let expand = users::view::Expand::of(call);
    page_of(call, people, |user| users::view::user(organization, user, &expand))
}
