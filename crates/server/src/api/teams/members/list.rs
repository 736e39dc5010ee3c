//! `GET /api/v2/teams/{teamId}/members`: by id, so that the cursor holds.

use postern_model::{Id, User};
use serde_json::json;

use crate::{
    call::{Answer, Call},
    paging::Cursor,
};

/// Answers `TeamMemberEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &*call.organization;
    let (collection, _) = super::collection(call, organization)?;
    let members = organization.resources().list(&collection);
    let mut people: Vec<&User> = members.filter_map(|member| organization.live_user(Id::parse(member.id())?)).collect();
    people.sort_by_key(|user| user.id.to_string());
    Cursor::of(call)?.page(
        call,
        &people,
        |user| user.id.to_string(),
        |user| json!({ "id": user.id, "name": user.name, "selfUri": format!("/api/v2/users/{}", user.id) }),
    )
}
