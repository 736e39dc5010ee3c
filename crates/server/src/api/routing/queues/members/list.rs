//! `GET /api/v2/routing/queues/{queueId}/members`: by name, chosen by `memberBy`, `joined` and `name`.

use super::{Member, members, queue, queue_path, view};
use crate::{
    api::users::{
        roster::{descends, place},
        view::{Expand, user},
    },
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `QueueMemberEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &*call.organization;
    let queue = queue(organization, &queue_path(call))?;
    let mut found = members(organization, queue);
    found.retain(|member| wanted(call, member));
    found.sort_by_cached_key(|member| place(member.user));
    if descends(call) {
        found.reverse();
    }
    let expand = Expand::of(call);
    page_of(call, found, |member| view(&member, user(organization, member.user, &expand)))
}

fn wanted(call: &Call<'_>, member: &Member<'_>) -> bool {
    let name = call.query.get("name").map(str::to_lowercase);
    call.query.get("memberBy").is_none_or(|by| by.eq_ignore_ascii_case(member.by()))
        && call.query.get("joined").is_none_or(|joined| joined.eq_ignore_ascii_case(&member.joined().to_string()))
        && name.is_none_or(|name| member.user.name.to_lowercase().starts_with(&name))
}
