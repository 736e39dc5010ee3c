//! `/api/v2/groups/search`.

pub mod get;
pub mod post;

use super::view;
use crate::{
    call::{Answer, Call},
    search::Search,
};

fn answer(call: &Call<'_>, search: &Search) -> Answer {
    let organization = &call.organization;
    search.answer(call, "groups", organization.groups(), |group| view::group(organization, group))
}
