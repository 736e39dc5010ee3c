//! `GET /api/v2/identityproviders`: every provider but the platform's own login, which is no SAML provider.

use postern_org::change::providers::LIMIT;

use super::view;
use crate::{
    call::{Answer, Call, Reply},
    paging::Page,
};

/// Answers `IdentityProviderEntityListing`, all on one page: the operation takes no page parameters.
pub fn handle(call: &Call<'_>) -> Answer {
    let entities: Vec<_> =
        call.organization.third_party_providers().map(|provider| view::of_model(call, provider, "SAMLProvider")).collect();
    let total = entities.len();
    Reply::json(&Page { size: LIMIT, number: 1 }.envelope(call, entities, total))
}
