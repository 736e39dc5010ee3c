//! `PATCH /api/v2/users/bulk`: edits several people; all or none.

use postern_org::{Draft, change::users};

use super::super::view::{self, Expand};
use crate::{
    call::{Answer, Call, Reply},
    paging::Page,
};

/// Answers `UserEntityListing`: those who were edited, on one page.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let edited = users::bulk(draft, call.read()?)?;
    let entities: Vec<_> = edited.iter().map(|user| view::user(draft, user, &Expand::default())).collect();
    let page = Page { size: entities.len().max(1), number: 1 };
    let total = entities.len();
    Reply::json(&page.envelope(call, entities, total))
}
