//! `GET /api/v2/authorization/divisions/{divisionId}/grants`: the grants made in that very division. Those in `*` are
//! listed under the division `*`.

use postern_model::{Grant, Reach};

use super::super::super::subjects::view::GrantView;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::Page,
};

/// Answers `AuthzDivisionGrantEntityListing`, which has no page addresses.
pub fn handle(call: &Call<'_>) -> Answer {
    let reach = Reach::parse(&call.param("divisionId")).ok_or_else(Fault::not_found)?;
    if let Reach::Division(division) = reach {
        call.organization.division(division).ok_or_else(Fault::not_found)?;
    }
    let mut subjects: Vec<_> = call.organization.all_grants().collect();
    subjects.sort_unstable_by_key(|held| held.subject);
    let within = |grant: &&Grant| grant.division == reach;
    let grants: Vec<_> =
        subjects.into_iter().flat_map(|held| held.grants.iter().filter(within).map(|grant| (held.subject.id, grant))).collect();
    let page = Page::of(call)?;
    let total = grants.len();
    let view = GrantView::of(call);
    let entities = page.slice(grants.into_iter()).filter_map(|(subject, grant)| view.json(subject, grant)).collect();
    let mut listing = page.envelope(call, entities, total);
    listing.retain(|name, _| !name.ends_with("Uri"));
    Reply::json(&listing)
}
