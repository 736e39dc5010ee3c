//! The whole difference between two organizations: every subject × every operation × every place, as
//! [`postern_decide::rights`] answers it in each.
//!
//! Nothing is sampled. It is quick because most of the answers are the same question: subjects who hold the same are one,
//! operations that ask for the same are one, and a division in which a subject holds nothing of its own is like every other
//! such division. What is left is asked 64 at a time ([`columns`]).

mod cases;
mod columns;
mod held;
mod needs;
mod places;

use postern_catalog::{Catalog, OperationId};
use postern_model::{Client, Division, Id, PermissionId, Subject, SubjectKind, User};
use postern_org::{Organization, Part};

use cases::Cases;
use columns::Outcome;
use needs::Needs;
pub use places::{Divisions, Places};

/// What a change takes and gives.
pub struct Difference {
    /// Everybody who was compared, of before and of after: people in any state, then clients, each in order of id.
    pub subjects: Vec<Subject>,
    /// How many operations were compared.
    pub operations: usize,
    /// The divisions that were compared, of before and of after.
    pub divisions: Vec<Id<Division>>,
    /// Everything that differs; a subject can be in several groups, for different places.
    pub groups: Vec<Group>,
    /// The part that could not be read and that every answer about people needs: no person was compared.
    pub people_unknown: Option<Part>,
    /// The same for clients.
    pub clients_unknown: Option<Part>,
    outcomes: Vec<Outcome>,
    needs: Needs,
}

/// The same loss and gain of several subjects in several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Places in [`Difference::subjects`], in order.
    pub subjects: Vec<u32>,
    /// Where.
    pub places: Places,
    outcome: usize,
}

/// Operations and permissions, each in order of its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rights {
    /// The operations.
    pub operations: Vec<OperationId>,
    /// The permissions that are held there.
    pub permissions: Vec<PermissionId>,
}

/// How many single answers there are: subject × operation × place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Compared.
    pub compared: u64,
    /// Allowed before, not after.
    pub lost: u64,
    /// Allowed after, not before.
    pub gained: u64,
}

impl Difference {
    /// Compares two states of an organization. What could not be read of `before` must be unread in `after` too.
    pub fn between(catalog: &Catalog, before: &Organization, after: &Organization) -> Self {
        let needs = Needs::of(catalog);
        let unread = |parts: &[Part]| parts.iter().copied().find(|part| before.unknown(*part).is_some());
        let people_unknown = unread(&[Part::Roles, Part::Grants, Part::Users, Part::Groups]);
        let clients_unknown = unread(&[Part::Roles, Part::Grants, Part::Clients]);
        let mut subjects = Vec::new();
        if people_unknown.is_none() {
            let new = after.users_even_deleted().filter(|user| before.user(user.id).is_none());
            let person = |user: &User| Subject { kind: SubjectKind::User, id: user.id.uuid() };
            subjects.extend(before.users_even_deleted().chain(new).map(person));
        }
        if clients_unknown.is_none() {
            let new = after.clients().filter(|client| before.client(client.id).is_none());
            let machine = |client: &Client| Subject { kind: SubjectKind::Client, id: client.id.uuid() };
            subjects.extend(before.clients().chain(new).map(machine));
        }
        let mut divided = divisions(before);
        divided.extend(divisions(after));
        divided.sort_unstable();
        divided.dedup();
        let mut cases = Cases::new(&needs, divided);
        let subjects = cases.take(before, after, &subjects);
        let (groups, outcomes) = cases.ask();
        let divisions = cases.into_divisions();
        let operations = catalog.operations().len();
        Self { subjects, operations, divisions, groups, people_unknown, clients_unknown, outcomes, needs }
    }

    /// What the subjects of `group` lose in its places.
    pub fn lost(&self, group: &Group) -> Rights {
        let outcome = &self.outcomes[group.outcome];
        Rights { operations: self.operations_of(outcome.lost()), permissions: permissions(outcome.permissions_lost()) }
    }

    /// What the subjects of `group` gain in its places.
    pub fn gained(&self, group: &Group) -> Rights {
        let outcome = &self.outcomes[group.outcome];
        Rights { operations: self.operations_of(outcome.gained()), permissions: permissions(outcome.permissions_gained()) }
    }

    /// Whether nothing differs among what was compared.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many answers were compared, and how many differ.
    pub fn count(&self) -> Count {
        let each: Vec<u64> = self.needs.asked.iter().map(|asked| asked.operations.len() as u64).collect();
        let operations = |asked: &[u16]| asked.iter().map(|at| each[usize::from(*at)]).sum::<u64>();
        let totals: Vec<_> = self.outcomes.iter().map(|outcome| (operations(outcome.lost()), operations(outcome.gained()))).collect();
        let places = self.divisions.len() as u64 + 1;
        let compared = self.subjects.len() as u64 * self.operations as u64 * places;
        self.groups.iter().fold(Count { compared, ..Count::default() }, |count, group| {
            let (lost, gained) = totals[group.outcome];
            let cells = group.subjects.len() as u64 * group.places.count(self.divisions.len()) as u64;
            Count { lost: count.lost + lost * cells, gained: count.gained + gained * cells, ..count }
        })
    }

    fn operations_of(&self, asked: &[u16]) -> Vec<OperationId> {
        let mut operations: Vec<_> = asked.iter().flat_map(|at| &self.needs.asked[usize::from(*at)].operations).copied().collect();
        operations.sort_unstable();
        operations
    }
}

fn permissions(numbers: &[u16]) -> Vec<PermissionId> {
    numbers.iter().copied().map(PermissionId).collect()
}

/// The divisions to ask about. Where they could not be read: those that grants name.
fn divisions(organization: &Organization) -> Vec<Id<Division>> {
    if organization.unknown(Part::Divisions).is_none() {
        return organization.divisions().map(|division| division.id).collect();
    }
    let reaches = organization.all_grants().flat_map(|held| &held.grants).map(|grant| grant.division);
    let named = reaches.filter_map(|reach| match reach {
        postern_model::Reach::Division(id) => Some(id),
        postern_model::Reach::All => None,
    });
    named.collect()
}
