//! Distinct sets of grants. Many subjects hold the same, and of two organizations most subjects hold the same in both.

use std::{collections::HashMap, hash::Hash};

use foldhash::fast::FixedState;
use postern_model::{Division, Id, PermissionSet, Reach, Role, Subject};
use postern_org::Organization;

pub(super) type Table<K, V> = HashMap<K, V, FixedState>;

/// Things numbered in the order in which they were first met.
pub(super) struct Numbered<T> {
    numbers: Table<T, u32>,
    pub things: Vec<T>,
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    pub fn new() -> Self {
        Self { numbers: Table::default(), things: Vec::new() }
    }

    pub fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.numbers.get(thing) {
            return *number;
        }
        // There are far fewer than 2^32 of anything here.
        let number = self.things.len() as u32;
        self.numbers.insert(thing.clone(), number);
        self.things.push(thing.clone());
        number
    }

    pub fn get(&self, number: u32) -> Option<&T> {
        self.things.get(number as usize)
    }
}

/// Where a grant counts, as a number: everywhere, in the division of that number (from 1), or in none that is asked about.
pub(super) const EVERYWHERE: u32 = 0;
pub(super) const NOWHERE: u32 = u32::MAX;

/// A grant in small: where it counts in the upper half, the number of its permission set in the lower.
pub(super) type Small = u64;

pub(super) fn place_of(grant: Small) -> u32 {
    (grant >> 32) as u32
}

pub(super) fn set_of(grant: Small) -> u32 {
    // The lower half.
    grant as u32
}

/// Permission sets of roles and the grant sets made of them, of both organizations together.
pub(super) struct Held {
    pub divisions: Vec<Id<Division>>,
    division_numbers: Table<Id<Division>, u32>,
    pub sets: Numbered<PermissionSet>,
    pub grants: Numbered<Box<[Small]>>,
    buffer: Vec<Small>,
}

/// Each role's permission set by its number; roles that give nothing are left out.
pub(super) type RoleSets = Table<Id<Role>, u32>;

impl Held {
    /// `divisions`: those that are asked about, each once.
    pub fn new(divisions: Vec<Id<Division>>) -> Self {
        let division_numbers = divisions.iter().zip(1..).map(|(id, number)| (*id, number)).collect();
        Self { divisions, division_numbers, sets: Numbered::new(), grants: Numbered::new(), buffer: Vec::new() }
    }

    pub fn role_sets(&mut self, organization: &Organization) -> RoleSets {
        let giving = organization.roles().filter(|role| !role.effective.is_empty());
        giving.map(|role| (role.id, self.sets.number(&role.effective))).collect()
    }

    /// The number of the set of grants that count for `subject`, its groups' among them.
    pub fn of(&mut self, organization: &Organization, roles: &RoleSets, subject: Subject) -> u32 {
        let mut small = std::mem::take(&mut self.buffer);
        small.clear();
        for holding in organization.holdings(subject) {
            let Some(set) = roles.get(&holding.role.id) else { continue };
            let place = match holding.grant.division {
                Reach::All => EVERYWHERE,
                Reach::Division(id) => self.division_numbers.get(&id).copied().unwrap_or(NOWHERE),
            };
            small.push(u64::from(place) << 32 | u64::from(*set));
        }
        small.sort_unstable();
        small.dedup();
        let everywhere = small.partition_point(|grant| place_of(*grant) == EVERYWHERE);
        let (all, rest) = small.split_at(everywhere);
        let told: Box<[Small]> =
            all.iter().chain(rest.iter().filter(|grant| !all.contains(&u64::from(set_of(**grant))))).copied().collect();
        self.buffer = small;
        self.grants.number(&told)
    }
}
