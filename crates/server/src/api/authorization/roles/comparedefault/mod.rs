//! `/api/v2/authorization/roles/{leftRoleId}/comparedefault/{rightRoleId}`: a role of the organization beside a default
//! role as it ships. The default role is named by its key (`employee`) or by the id of its role.

pub mod get;
pub mod post;

use std::collections::{BTreeMap, BTreeSet};

use postern_model::{Id, Policy, Role};
use postern_org::fresh;
use serde::Serialize;

use super::view::RoleView;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// API description: `DomainOrgRoleDifference`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Difference<'a> {
    removed_permission_policies: Vec<Policy>,
    added_permission_policies: Vec<Policy>,
    same_permission_policies: Vec<Policy>,
    user_org_role: RoleView<'a>,
    role_from_default: RoleView<'a>,
}

/// `role` beside the default role that the path names.
fn compare(call: &Call<'_>, role: &Role) -> Answer {
    let shipped = shipped(call)?;
    let (mine, theirs) = (Actions::of(&role.policies), Actions::of(&shipped.policies));
    Reply::json(&Difference {
        removed_permission_policies: theirs.policies(|place, action| !mine.holds(place, action)),
        added_permission_policies: mine.policies(|place, action| !theirs.holds(place, action)),
        same_permission_policies: mine.policies(|place, action| theirs.holds(place, action)),
        user_org_role: RoleView::from(role),
        role_from_default: RoleView::from(&shipped),
    })
}

fn shipped(call: &Call<'_>) -> Result<Role, Fault> {
    let right = call.param("rightRoleId");
    let by_id = || Id::parse(&right).and_then(|id| call.organization.role(id));
    let present = call.organization.default_role(&right).or_else(by_id).ok_or_else(Fault::not_found)?;
    let key = present.default_role_id.as_deref();
    key.and_then(|key| fresh::default_role(call.catalog(), key, present.id)).ok_or_else(Fault::not_found)
}

/// Policies by what they are about: domain, entity, condition. Policies about the same thing are one.
struct Actions<'a>(BTreeMap<Place<'a>, (&'a Policy, BTreeSet<&'a str>)>);

type Place<'a> = (&'a str, &'a str, String);

impl<'a> Actions<'a> {
    fn of(policies: &'a [Policy]) -> Self {
        let mut places = BTreeMap::new();
        for policy in policies {
            let condition = policy.resource_condition_node.as_ref().map(ToString::to_string).unwrap_or_default();
            let place = (policy.domain.as_str(), policy.entity_name.as_str(), condition);
            let (_, actions) = places.entry(place).or_insert_with(|| (policy, BTreeSet::new()));
            actions.extend(policy.action_set.iter().map(String::as_str));
        }
        Self(places)
    }

    fn holds(&self, place: &Place<'_>, action: &str) -> bool {
        self.0.get(place).is_some_and(|(_, actions)| actions.contains(action))
    }

    /// The policies with only the actions that `keep` says.
    fn policies(&self, keep: impl Fn(&Place<'a>, &str) -> bool) -> Vec<Policy> {
        let narrowed = self.0.iter().map(|(place, (policy, actions))| Policy {
            action_set: actions.iter().filter(|action| keep(place, action)).map(|action| (*action).to_owned()).collect(),
            ..(*policy).clone()
        });
        narrowed.filter(|policy| !policy.action_set.is_empty()).collect()
    }
}
