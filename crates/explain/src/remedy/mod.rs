//! The smallest change that turns a refusal for lack of a permission.
//!
//! A change gives the caller one role, which exists or is made for it, in the divisions where it is missing; or adds what is
//! missing to a role that the caller holds; or takes a person into a group that holds a role. It is offered
//! only after it was tried: on a copy of the organization, with the functions that the server changes organizations with,
//! and the same question asked again.

mod candidates;
mod described;
mod givers;
mod steps;

use postern_catalog::{Catalog, Operation};
use postern_decide::{Target, Verdict, rights};
use postern_model::{Entropy, Group, Id, PermissionSet, Reach, Role, Subject, SubjectKind, Timestamp};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{
        grants,
        groups::{self, MembersUpdate},
        roles,
    },
};

pub use candidates::candidates;
pub use described::{Remedy, describe};

/// How many changes are offered at most.
const OFFERED: usize = 3;

/// What a change gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// One that exists.
    Existing(Id<Role>),
    /// A new one of this name, with just what is missing.
    New(String),
    /// What is missing, added to a role that the caller holds: whoever else holds it gains it, too.
    Widened(Id<Role>),
    /// Membership of a group that holds what is missing.
    Member(Id<Group>),
}

/// Something given to somebody in some divisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Who gets it.
    pub subject: Subject,
    /// What.
    pub given: Given,
    /// Where it is missing.
    pub reaches: Vec<Reach>,
    /// Who else gains by it: people, clients and groups.
    pub others: Vec<Subject>,
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

impl Change {
    /// Whether it is a grant: one that can be made with another reach.
    pub const fn is_grant(&self) -> bool {
        matches!(self.given, Given::Existing(_) | Given::New(_))
    }
}

impl Wanted<'_> {
    /// What the grants of `organization` say.
    pub fn verdict_in(&self, organization: &Organization) -> Verdict {
        rights(self.catalog, organization, self.subject, self.operation, self.target.clone(), self.now).verdict
    }

    /// How many others gain by a change: people, clients, members of groups.
    pub fn others(&self, change: &Change) -> usize {
        let count = |subject: &Subject| match subject.kind {
            SubjectKind::Group => self.organization.member_count(Id::new(subject.id)).max(1),
            _ => 1,
        };
        change.others.iter().map(count).sum()
    }

    /// Whether `change` turns the answer.
    pub fn turns(&self, change: &Change) -> bool {
        apply(self.catalog, self.organization, change, self.now).is_ok_and(|changed| self.verdict_in(&changed).is_granted())
    }

    /// Whether a grant in fewer divisions turns the answer, too: a role can bring a permission besides that no division matters for.
    fn is_more_than_it_takes(&self, change: &Change) -> bool {
        let without = |left_out: &Reach| change.reaches.iter().copied().filter(|reach| reach != left_out).collect();
        let several = change.is_grant() && change.reaches.len() > 1;
        several && change.reaches.iter().any(|reach| self.turns(&Change { reaches: without(reach), ..change.clone() }))
    }

    /// The changes to offer, the smallest first, at most one of each kind. None where no role turns the answer.
    pub fn smallest(&self) -> Vec<Change> {
        let mut offered: Vec<Change> = Vec::new();
        for change in candidates(self) {
            let kind = |change: &Change| std::mem::discriminant(&change.given);
            let same_kind = offered.iter().any(|other| kind(other) == kind(&change));
            if !same_kind && self.turns(&change) && !self.is_more_than_it_takes(&change) {
                // A role that exists, is the smallest and brings nothing else needs no other beside it.
                let over = offered.is_empty() && matches!(change.given, Given::Existing(_)) && change.extra.is_empty();
                offered.push(change);
                if over || offered.len() == OFFERED {
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
        Given::Widened(role) => {
            let old = organization.role(*role).ok_or_else(Refusal::not_found)?;
            let body = serde_json::from_value(steps::widened_body(catalog, old, &change.brings));
            roles::merge(&mut draft, *role, body.map_err(|error| Refusal::bad("bad.request", error.to_string()))?)?;
            return Ok(draft.finish().0);
        }
        Given::Member(group) => {
            let update = MembersUpdate { member_ids: Some(vec![change.subject.id.to_string()]), version: None };
            groups::add_members(&mut draft, *group, update)?;
            return Ok(draft.finish().0);
        }
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
