//! `GET /api/v2/scim/v2/groups`: groups, or those that a filter selects.

use postern_model::{Group, Id};
use postern_org::change::scim::group_view;
use postern_scim::{Filter, Projection, ResourceType, schema::GROUP};
use serde_json::Value;

use super::super::{base, listing, provisioner};
use crate::call::{Answer, Call};

/// Answers `ScimGroupListResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    let (page, wanted, base) = (listing::Page::of(call), listing::projection(call), base(call));
    let (organization, client) = (&call.organization, provisioner(call, &base));
    let filter = listing::filter(call, &GROUP)?;
    let mut groups = candidates(call, filter.as_ref());
    if let Some(filter) = filter {
        groups.retain(|group| filter.matches(&GROUP, &Value::Object(group_view(organization, group, &client, true))));
    }
    // Members are many: those who do not want them ask for groups without.
    let members = shows_members(&GROUP, &wanted);
    let shown = page.slice(groups.iter()).map(|group| listing::cut(&GROUP, group_view(organization, group, &client, members), &wanted));
    page.answer(shown.collect(), groups.len())
}

/// Groups that the filter may select. One that is asked for by name or id is looked up.
fn candidates<'c>(call: &'c Call<'_>, filter: Option<&Filter>) -> Vec<&'c Group> {
    let organization = &call.organization;
    let found = |group: Option<&'c Group>| group.into_iter().collect();
    if let Some(id) = filter.and_then(|filter| filter.wanted("id")) {
        return found(Id::parse(&id).and_then(|id| organization.group(id)));
    }
    if let Some(name) = filter.and_then(|filter| filter.wanted("displayName")) {
        return found(organization.group_named(&name));
    }
    organization.groups().collect()
}

fn shows_members(kind: &ResourceType, wanted: &Projection) -> bool {
    let is_members = |name: &str| name.eq_ignore_ascii_case("members") && kind.name == "Group";
    let named = wanted.only.is_empty() || wanted.only.iter().any(|path| is_members(&path.name));
    named && !wanted.without.iter().any(|path| is_members(&path.name) && path.part.is_none())
}
