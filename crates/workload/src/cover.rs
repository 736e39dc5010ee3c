//! Whether a client's grants cover its workload.

use postern_catalog::{Catalog, Need as Required, Operation};
use postern_decide::{Missing, Reason, Target, Verdict, rights};
use postern_model::{Client, Division, Id, Subject, SubjectKind, Timestamp};
use postern_org::{Organization, Part};
use uuid::Uuid;

use crate::place::{Divided, divided};
use crate::{Need, Place, Workload};

/// Whether a client can do what it needs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Yes.
    Covered,
    /// It holds too little anywhere.
    Lacking(Lacking),
    /// The operation wants a person, which a client is not.
    NeedsPerson(String),
    /// It holds enough, but not where it is needed, or not everywhere and where it is needed cannot be told.
    OnlyElsewhere(Elsewhere),
    /// It cannot be told.
    CannotTell(String),
}

/// What a client lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The permissions, in the operation's order: with ALL those that are missing, with ANY those of which one is wanted.
    pub permissions: Vec<&'static str>,
    /// Whether every one of them is wanted; otherwise any one.
    pub all: bool,
    /// The platform's words.
    pub message: String,
}

/// Where a client may do what it needs to do elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The divisions where it holds enough, in the organization's order.
    pub holds: Vec<Id<Division>>,
    /// Where it is needed and does not.
    pub wanted: Wanted,
}

/// Where something is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// In this division; with the platform's words for a refusal there.
    Division(Id<Division>, String),
    /// Everywhere, also in divisions that do not exist yet.
    Everywhere,
    /// Nothing says where.
    Unsaid,
}

impl Coverage {
    /// Whether it is covered.
    pub const fn is_covered(&self) -> bool {
        matches!(self, Self::Covered)
    }

    /// What people read, in one line; empty if it is covered.
    pub fn words(&self, organization: &Organization) -> String {
        match self {
            Self::Covered => String::new(),
            Self::Lacking(lacking) => {
                let kind = if lacking.all { "missing" } else { "missing any one of" };
                format!("{kind} {}", lacking.permissions.join(", "))
            }
            Self::NeedsPerson(message) | Self::CannotTell(message) => message.clone(),
            Self::OnlyElsewhere(elsewhere) => {
                let name = |id: &Id<Division>| organization.division(*id).map_or_else(|| id.to_string(), |division| division.name.clone());
                let holds = elsewhere.holds.iter().map(name).collect::<Vec<_>>().join(", ");
                let holds = if holds.is_empty() { "in no division that is there".to_owned() } else { format!("only in {holds}") };
                match &elsewhere.wanted {
                    Wanted::Division(wanted, _) => format!("held {holds}, needed in {}", name(wanted)),
                    Wanted::Everywhere => format!("held {holds}, needed in every division, also those to come"),
                    Wanted::Unsaid => format!("held {holds}; in which division it is needed cannot be told"),
                }
            }
        }
    }
}

/// For each need of `workload`, in its order: whether the grants of `client` cover it. Whether the client can come in at all,
/// and whether it is disabled, is another question (`postern_decide::admission`), and so are the workload's gaps.
pub fn cover(catalog: &Catalog, organization: &Organization, client: Id<Client>, workload: &Workload, now: Timestamp) -> Vec<Coverage> {
    let subject = Subject { kind: SubjectKind::Client, id: client.uuid() };
    let asked = Asked { catalog, organization, subject, now };
    let stranger = organization.unknown(Part::Clients).is_none() && organization.client(client).is_none();
    let one = |need: &Need| match stranger {
        true => Coverage::CannotTell(format!("the organization has no client `{client}`")),
        false => asked.cover(need),
    };
    workload.needs.iter().map(one).collect()
}

/// What leaves operations open, the same reason once: operation and reason each, in order.
pub fn together(open: Vec<(String, String)>) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (operation, why) in open {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, operations)) => operations.push(operation),
            None => reasons.push((why, vec![operation])),
        }
    }
    let line = |(why, operations): (String, Vec<String>)| match &operations[..] {
        [only] => format!("{only}: {why}"),
        all => format!("{} operations, the first is {}: {why}", all.len(), all.first().map_or("", String::as_str)),
    };
    reasons.into_iter().map(line).collect()
}

struct Asked<'a> {
    catalog: &'a Catalog,
    organization: &'a Organization,
    subject: Subject,
    now: Timestamp,
}

impl Asked<'_> {
    fn cover(&self, need: &Need) -> Coverage {
        let operation = self.catalog.operation(need.operation);
        match self.verdict(operation, Target::None) {
            Verdict::Deny(reason) => return self.refused(operation, reason),
            // The division can refuse whatever a policy or a condition says.
            Verdict::Unknown(Missing::AccessPolicies(_) | Missing::Conditions(_)) if self.is_divided(operation) => {}
            Verdict::Unknown(missing) => return self.unknown(missing),
            Verdict::Allow if self.is_divided(operation) => {}
            Verdict::Allow => return Coverage::Covered,
        }
        match &need.place {
            Place::Home => self.in_division(operation, self.organization.home()),
            Place::Division(id) => match (self.organization.division(*id), self.organization.unknown(Part::Divisions)) {
                (None, None) => Coverage::CannotTell(format!("the organization has no division `{id}`")),
                _ => self.in_division(operation, *id),
            },
            Place::Named(name) => self.in_named(operation, name),
            Place::Everywhere => self.everywhere(operation, Wanted::Everywhere),
            Place::Unsaid => self.everywhere(operation, Wanted::Unsaid),
        }
    }

    /// A division that is not there will be made: only grants that reach everywhere will hold in it.
    fn in_named(&self, operation: &Operation, name: &str) -> Coverage {
        let lower = name.to_lowercase();
        let found = self.organization.divisions().find(|division| division.name.to_lowercase() == lower);
        match (found, self.organization.unknown(Part::Divisions)) {
            (Some(division), _) => self.in_division(operation, division.id),
            (None, None) => self.everywhere(operation, Wanted::Everywhere),
            (None, Some(why)) => match self.everywhere(operation, Wanted::Everywhere) {
                Coverage::Covered => Coverage::Covered,
                _ => Coverage::CannotTell(format!("divisions could not be read, so `{name}` cannot be found: {why}")),
            },
        }
    }

    fn in_division(&self, operation: &Operation, division: Id<Division>) -> Coverage {
        match self.verdict(operation, Target::One(division)) {
            Verdict::Allow => Coverage::Covered,
            Verdict::Unknown(missing) => self.unknown(missing),
            Verdict::Deny(reason) => Coverage::OnlyElsewhere(Elsewhere {
                holds: self.holds(operation),
                wanted: Wanted::Division(division, reason.message(self.catalog, |_| true)),
            }),
        }
    }

    /// In every division, also those to come: what holds in a division that does not exist holds by reaching everywhere.
    fn everywhere(&self, operation: &Operation, wanted: Wanted) -> Coverage {
        match self.verdict(operation, Target::One(Id::new(Uuid::nil()))) {
            Verdict::Allow => Coverage::Covered,
            Verdict::Unknown(missing) => self.unknown(missing),
            Verdict::Deny(_) => match self.organization.unknown(Part::Divisions) {
                Some(why) => Coverage::CannotTell(format!("divisions could not be read: {why}")),
                None => Coverage::OnlyElsewhere(Elsewhere { holds: self.holds(operation), wanted }),
            },
        }
    }

    fn holds(&self, operation: &Operation) -> Vec<Id<Division>> {
        let ids = self.organization.divisions().map(|division| division.id);
        ids.filter(|id| matches!(self.verdict(operation, Target::One(*id)), Verdict::Allow)).collect()
    }

    fn verdict(&self, operation: &Operation, target: Target) -> Verdict {
        rights(self.catalog, self.organization, self.subject, operation, target, self.now).verdict
    }

    fn is_divided(&self, operation: &Operation) -> bool {
        match divided(self.catalog, operation) {
            Divided::Not => false,
            Divided::ByTarget => true,
            Divided::ByGrant => self.organization.profile().roles.authorization_grant_division_aware,
        }
    }

    fn refused(&self, operation: &Operation, reason: Reason) -> Coverage {
        let held = self.organization.effective(self.subject, None).anywhere;
        let all = operation.need == Required::All;
        let message = reason.message(self.catalog, |id| !held.contains(id));
        match reason {
            Reason::MissingPermissions(_) | Reason::MissingAnyPermissions(_) => {
                let missing = operation.permissions.iter().filter(|id| !held.contains(**id));
                Coverage::Lacking(Lacking { permissions: missing.map(|id| self.catalog.permission(*id).name).collect(), all, message })
            }
            Reason::NotAUser => Coverage::NeedsPerson(message),
            _ => Coverage::CannotTell(message),
        }
    }

    fn unknown(&self, missing: Missing) -> Coverage {
        Coverage::CannotTell(missing.words(self.catalog, self.organization, self.subject))
    }
}
