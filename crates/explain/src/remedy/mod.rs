//! The smallest change that turns a refusal for lack of a permission.
//!
//! A change gives the caller one role, which exists or is made for it, in the divisions where it is missing. It is offered
//! only after it was tried: on a copy of the organization, with the functions that the server changes organizations with,
//! and the same question asked again.

mod candidates;
mod described;
mod givers;
mod steps;

use postern_catalog::{Catalog, Operation};
use postern_decide::{Target, Verdict, rights};
use postern_model::{Entropy, Id, PermissionSet, Reach, Role, Subject, Timestamp};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{grants, roles},
};

pub use candidates::candidates;
pub use described::{Remedy, describe};

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
