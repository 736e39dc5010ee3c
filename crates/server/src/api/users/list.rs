//! `GET /api/v2/users`: people by name, or those with given ids or chat addresses. No permission needed, so nothing to
//! filter divisions by.

use postern_model::{Id, User, UserState};

use super::{
    roster::{self, Wanted},
    view::{self, Expand, jabber_id},
};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::{Page, page_of},
};

/// The most ids asked for at once; nobody published the real number.
const MOST_IDS: usize = 100;

/// Answers `UserEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (page, wanted, expand) = (Page::of(call)?, Wanted::of(call), Expand::of(call));
    let organization = &call.organization;
    let view = |user: &User| view::user(organization, user, &expand);
    if let Some(chosen) = chosen(call, wanted)? {
        return page_of(call, chosen, view);
    }
    let (active, inactive) = organization.user_counts();
    let total = match wanted {
        Wanted::Only(UserState::Active) => active,
        Wanted::Only(UserState::Inactive) => inactive,
        _ => organization.users_even_deleted().filter(|user| wanted.admits(user)).count(),
    };
    let people = roster::in_order(organization, wanted, roster::descends(call), None);
    let entities = page.slice(people).map(view).collect();
    Reply::json(&page.envelope(call, entities, total))
}

/// The people named by `id` or `jabberId`, if any are named.
fn chosen<'c>(call: &'c Call<'_>, wanted: Wanted) -> Result<Option<Vec<&'c User>>, Fault> {
    let (ids, addresses) = (call.query.list("id"), call.query.list("jabberId"));
    let number = ids.len() + addresses.len();
    if number > MOST_IDS {
        return Err(Fault::new(400, "max.user.ids", format!("at most {MOST_IDS} users can be asked for at once; {number} were")));
    }
    if number == 0 {
        return Ok(None);
    }
    let organization = &call.organization;
    let by_id = ids.into_iter().filter_map(|id| organization.user(Id::parse(id)?));
    let mut people: Vec<&User> = by_id.filter(|user| wanted.admits(user)).collect();
    if !addresses.is_empty() {
        let named = |user: &&User| addresses.contains(&jabber_id(organization, user).as_str());
        people.extend(roster::in_order(organization, wanted, false, None).filter(named));
    }
    Ok(Some(people))
}
