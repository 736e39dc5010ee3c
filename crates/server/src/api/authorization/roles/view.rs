//! A role on the wire (API description: `DomainOrganizationRole`).

use std::collections::HashMap;

use postern_model::{Grant, Id, Policy, Role, SubjectKind, User, grant::SubjectGrants};
use postern_org::Organization;
use serde::Serialize;

/// A role as clients see it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleView<'a> {
    id: Id<Role>,
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_role_id: Option<&'a str>,
    permissions: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    unused_permissions: Option<[String; 0]>,
    permission_policies: &'a [Policy],
    #[serde(skip_serializing_if = "Option::is_none")]
    user_count: Option<usize>,
    role_needs_update: bool,
    default: bool,
    base: bool,
    self_uri: String,
}

impl<'a> From<&'a Role> for RoleView<'a> {
    fn from(role: &'a Role) -> Self {
        Self {
            id: role.id,
            name: &role.name,
            description: &role.description,
            default_role_id: role.default_role_id.as_deref(),
            permissions: &role.permissions,
            unused_permissions: None,
            permission_policies: &role.policies,
            user_count: None,
            role_needs_update: role.edited,
            default: role.default_role_id.is_some(),
            base: role.base,
            self_uri: format!("/api/v2/authorization/roles/{}", role.id),
        }
    }
}

impl RoleView<'_> {
    /// With the number of people who hold it.
    pub fn counted(self, count: Option<usize>) -> Self {
        Self { user_count: count, ..self }
    }

    /// With `unusedPermissions` if they were asked for: none, because no analysis has run.
    pub fn expanded(self, expand: &[&str]) -> Self {
        Self { unused_permissions: expand.contains(&"unusedPermissions").then_some([]), ..self }
    }
}

/// The people who hold `role` themselves, in order of id. Who holds it through a group is not among them.
pub fn people(organization: &Organization, role: Id<Role>) -> Vec<Id<User>> {
    let holders = holders(organization).filter(|held| held.grants.iter().any(|grant| grant.role == role));
    let mut people: Vec<_> = holders.map(|held| Id::new(held.subject.id)).collect();
    people.sort_unstable();
    people
}

/// How many people hold each role themselves; in several divisions counts once.
pub fn user_counts(organization: &Organization) -> HashMap<Id<Role>, usize> {
    let mut counts = HashMap::new();
    for grants in holders(organization).map(|held| &held.grants) {
        let again = |at: usize, grant: &Grant| grants.iter().take(at).any(|earlier| earlier.role == grant.role);
        let once = grants.iter().enumerate().filter(|(at, grant)| !again(*at, grant));
        once.for_each(|(_, grant)| *counts.entry(grant.role).or_default() += 1);
    }
    counts
}

/// The grants of each live person who has some.
fn holders(organization: &Organization) -> impl Iterator<Item = &SubjectGrants> {
    let people = organization.all_grants().filter(|held| held.subject.kind == SubjectKind::User);
    people.filter(|held| organization.live_user(Id::new(held.subject.id)).is_some())
}
