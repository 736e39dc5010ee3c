//! `GET /api/v2/groups`: groups by name, or those with given ids. No permission needed.

use postern_model::{Group, Id};

use super::{super::users::roster::descends, view};
use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `GroupEntityListing`. Groups have no chat address here, so `jabberId` finds none.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &call.organization;
    let ids = call.query.list("id");
    let mut groups: Vec<&Group> = match (ids.is_empty(), call.query.list("jabberId").is_empty()) {
        (false, _) => ids.into_iter().filter_map(|id| organization.group(Id::parse(id)?)).collect(),
        (true, false) => Vec::new(),
        (true, true) => organization.groups().collect(),
    };
    if descends(call) {
        groups.reverse();
    }
    page_of(call, groups, |group| view::group(organization, group))
}
