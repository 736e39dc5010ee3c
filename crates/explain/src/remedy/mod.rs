//! The smallest change that turns a refusal for lack of a permission.
//!
//! A change gives the caller one role, which exists or is made for it, in the divisions where it is missing. It is offered
//! only after it was tried: on a copy of the organization, with the functions that the server changes organizations with,
//! and the same question asked again.

mod candidates;
mod givers;
mod steps;

use postern_catalog::{Catalog, Need, Operation};
use postern_decide::{Target, Verdict, rights};
use postern_model::{Entropy, Id, PermissionId, PermissionSet, Reach, Role, Subject, Timestamp};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{grants, roles},
};
use serde::Serialize;

pub use candidates::candidates;

/// The role that a change gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// One that exists.
    Existing(Id<Role>),
    /// A new one of this name, with just what is missing.
    New(String),
}

/// A role given to somebody in some divisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Who gets it.
    pub subject: Subject,
    /// What.
    pub given: Given,
    /// Where.
    pub reaches: Vec<Reach>,
    /// What was missing and comes with it.
    pub brings: PermissionSet,
    /// What nobody asked for and comes with it.
    pub extra: PermissionSet,
    /// How much the caller gains: permissions, counted once in each division.
    pub gain: usize,
}

/// A question about rights: may this subject do this there?
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The API as data.
    pub catalog: &'a Catalog,
    /// The organization.
    pub organization: &'a Organization,
    /// Who.
    pub subject: Subject,
    /// What.
    pub operation: &'a Operation,
    /// Where.
    pub target: &'a Target,
    /// When.
    pub now: Timestamp,
}

impl Wanted<'_> {
    /// What the grants of `organization` say.
    pub fn verdict_in(&self, organization: &Organization) -> Verdict {
        rights(self.catalog, organization, self.subject, self.operation, self.target.clone(), self.now).verdict
    }

    /// Whether `change` turns the answer.
    pub fn turns(&self, change: &Change) -> bool {
        apply(self.catalog, self.organization, change, self.now).is_ok_and(|changed| self.verdict_in(&changed) == Verdict::Allow)
    }

    /// The changes to offer, the smallest first: at most one with a new role and one with a role that exists. None where no
    /// role turns the answer.
    pub fn smallest(&self) -> Vec<Change> {
        let mut offered: Vec<Change> = Vec::new();
        for change in candidates(self) {
            let is_new = |change: &Change| matches!(change.given, Given::New(_));
            let same_kind = offered.iter().any(|other| is_new(other) == is_new(&change));
            if !same_kind && self.turns(&change) {
                let over = !is_new(&change) && offered.is_empty();
                offered.push(change);
                // A role that exists and is the smallest needs no other beside it.
                if over || offered.len() == 2 {
                    break;
                }
            }
        }
        offered
    }
}

/// The organization with the change made, by the rules that bind the operator.
pub fn apply(catalog: &Catalog, organization: &Organization, change: &Change, now: Timestamp) -> Result<Organization, Refusal> {
    // The copy is thrown away: its ids need not differ from anybody's but each other.
    let circumstances = Circumstances { now, entropy: Entropy::from_seed([0x5e; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(organization, catalog, circumstances);
    let role = match &change.given {
        Given::Existing(role) => *role,
        Given::New(name) => {
            let body = steps::role_body(catalog, name, &change.brings);
            let body = serde_json::from_value(body).map_err(|error| Refusal::bad("bad.request", error.to_string()))?;
            roles::create(&mut draft, body)?.id
        }
    };
    let pairs: Vec<_> = change.reaches.iter().map(|reach| (role, *reach)).collect();
    grants::add_grants(&mut draft, change.subject, &pairs)?;
    Ok(draft.finish().0)
}

/// A change in words and in each form that it can be made in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// The change in one sentence.
    pub what: String,
    /// The permissions that were missing and come with it.
    pub brings: Vec<String>,
    /// Other permissions, any one of which would do instead: they may reach further, or less far.
    pub instead: Vec<String>,
    /// The permissions that come along unasked.
    pub extra: Vec<String>,
    /// Who may make it with the API call or in the console: people and clients, by name.
    pub may: Vec<String>,
    /// How many more may.
    pub and_more: usize,
    /// Who may make it by editing the client, as Terraform does; absent where no client is edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_edit_client: Option<Vec<String>>,
    /// As Terraform.
    pub terraform: String,
    /// As API calls.
    pub api: Vec<String>,
    /// As steps in the admin pages.
    pub console: Vec<String>,
}

/// Words and forms of a change.
pub fn describe(wanted: &Wanted<'_>, change: &Change) -> Remedy {
    let names = |set: &PermissionSet| set.iter().map(|id| name(wanted.catalog, id).to_owned()).collect::<Vec<_>>();
    let (may, and_more) = givers::by_grant(wanted, change);
    Remedy {
        what: steps::sentence(wanted, change),
        brings: names(&change.brings),
        instead: instead(wanted, change),
        extra: names(&change.extra),
        may,
        and_more,
        may_edit_client: givers::by_editing(wanted, change),
        terraform: steps::terraform(wanted, change),
        api: steps::api(wanted, change),
        console: steps::console(wanted, change),
    }
}

/// The others of an ANY list, but for those that open everything.
fn instead(wanted: &Wanted<'_>, change: &Change) -> Vec<String> {
    if wanted.operation.need != Need::Any {
        return Vec::new();
    }
    let others = wanted.operation.permissions.iter().filter(|id| !change.brings.contains(**id));
    others.map(|id| wanted.catalog.permission(*id)).filter(|other| !other.domain.is_empty()).map(|other| other.name.to_owned()).collect()
}

fn name(catalog: &Catalog, id: PermissionId) -> &'static str {
    catalog.permission(id).name
}

/// What a role says of one entity.
struct Policy {
    domain: &'static str,
    entity: &'static str,
    actions: Vec<&'static str>,
}

/// The policies of a role with just these permissions, one an entity.
fn policies(catalog: &Catalog, permissions: &PermissionSet) -> Vec<Policy> {
    let mut policies: Vec<Policy> = Vec::new();
    for permission in permissions.iter().map(|id| catalog.permission(id)).filter(|permission| !permission.domain.is_empty()) {
        match policies.iter_mut().find(|policy| (policy.domain, policy.entity) == (permission.domain, permission.entity)) {
            Some(policy) => policy.actions.push(permission.action),
            None => policies.push(Policy { domain: permission.domain, entity: permission.entity, actions: vec![permission.action] }),
        }
    }
    policies
}

/// Those of the permissions that are of no entity, such as `admin`.
fn bare(catalog: &Catalog, permissions: &PermissionSet) -> Vec<&'static str> {
    permissions.iter().map(|id| catalog.permission(id)).filter(|permission| permission.domain.is_empty()).map(|it| it.name).collect()
}
