//! `GET /api/v2/oauth/clients`: has no parameters, so all clients stand on one page. Clients repeat the call once for each
//! page they are told of.

use crate::{
    call::{Answer, Call, Reply},
    paging::{DEFAULT_SIZE, Page},
};

use super::view;

/// Answers the one page.
pub fn handle(call: &Call<'_>) -> Answer {
    let organization = &*call.organization;
    let entities: Vec<_> = organization.clients().map(|client| view::read(organization, client)).collect();
    let total = entities.len();
    Reply::json(&Page { size: total.max(DEFAULT_SIZE), number: 1 }.envelope(call, entities, total))
}
