//! `GET /api/v2/scim/v2/users`: active people, or those that a filter selects. No permission needed.

use postern_model::{Id, User, UserState};
use postern_org::{ExternalIds, change::scim::user_view};
use postern_scim::{Filter, schema::USER};
use serde_json::Value;

use super::super::{base, listing, provisioner};
use crate::call::{Answer, Call};

/// Answers `ScimUserListResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (page, wanted, base) = (listing::Page::of(call), listing::projection(call), base(call));
    let (organization, client) = (&call.organization, provisioner(call, &base));
    let view = |user: &User| user_view(organization, user, &client);
    let show = |user: &User| listing::cut(&USER, view(user), &wanted);
    match listing::filter(call, &USER)? {
        // API description: without a filter all active users; inactive ones are asked for by `active eq false`.
        None => {
            let active = organization.users().filter(|user| user.state == UserState::Active);
            page.answer(page.slice(active).map(show).collect(), organization.user_counts().0)
        }
        Some(filter) => {
            let mut people = candidates(call, &filter);
            people.retain(|user| filter.matches(&USER, &Value::Object(view(user))));
            page.answer(page.slice(people.iter()).map(|user| show(user)).collect(), people.len())
        }
    }
}

/// Living people whom the filter may select. One who is asked for by a name of their own is looked up.
fn candidates<'c>(call: &'c Call<'_>, filter: &Filter) -> Vec<&'c User> {
    let organization = &call.organization;
    let found = |user: Option<&'c User>| user.into_iter().collect();
    if let Some(id) = filter.wanted("id") {
        return found(Id::parse(&id).and_then(|id| organization.live_user(id)));
    }
    if let Some(email) = filter.wanted("userName") {
        return found(organization.user_with_email(&email));
    }
    if let Some(key) = filter.wanted("externalId") {
        return found(organization.user_with_external_id(&ExternalIds::scim_authority(call.token.client), &key));
    }
    organization.users().collect()
}
