//! `/api/v2/users/search`.

pub mod get;
pub mod post;

use super::{
    roster::{self, Wanted},
    view::{self, Expand},
};
use crate::{
    call::{Answer, Call},
    search::Search,
    visible::Visible,
};

/// Deleted people are found only by a search that looks at the state (Terraform provider).
fn answer(call: &Call<'_>, search: &Search) -> Answer {
    let (visible, expand, organization) = (Visible::of(call), Expand(search.expand.clone()), &call.organization);
    let wanted = if search.mentions("state") { Wanted::Any } else { Wanted::Live };
    let people = roster::in_order(organization, wanted, false, None).filter(|user| visible.shows(user.division));
    search.answer(call, "users", people, |user| view::user(organization, user, &expand))
}
