//! Distinct sets of grants. Many subjects hold the same, and of two organizations most subjects hold the same in both.

use std::{collections::HashMap, hash::Hash};

use foldhash::fast::FixedState;
use indexmap::{Equivalent, IndexSet};
use postern_model::{Division, Id, PermissionSet, Reach, Role, Subject};
use postern_org::Organization;

pub(super) type Table<K, V> = HashMap<K, V, FixedState>;

/// Things numbered from 0 in the order in which they were first met.
pub(super) type Numbered<T> = IndexSet<T, FixedState>;

/// The number of `thing`, which is copied only when it is new. There are far fewer than 2^32 of anything here.
pub(super) fn number<T, Q>(known: &mut Numbered<T>, thing: &Q) -> u32
where
    T: Eq + Hash + for<'a> From<&'a Q>,
    Q: ?Sized + Hash + Equivalent<T>,
{
    known.get_index_of(thing).unwrap_or_else(|| known.insert_full(thing.into()).0) as u32
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
        Self { divisions, division_numbers, sets: Numbered::default(), grants: Numbered::default(), buffer: Vec::new() }
    }

    pub fn role_sets(&mut self, organization: &Organization) -> RoleSets {
        let giving = organization.roles().filter(|role| !role.effective.is_empty());
        giving.map(|role| (role.id, self.sets.insert_full(role.effective).0 as u32)).collect()
    }

    /// All the permissions that `grants` give.
    pub fn union(&self, grants: &[Small]) -> PermissionSet {
        let mut union = PermissionSet::EMPTY;
        grants.iter().filter_map(|grant| self.sets.get_index(set_of(*grant) as usize)).for_each(|set| union.union_with(set));
        union
    }

    /// The number of the set of grants that count for `subject`, its groups' among them.
    pub fn of(&mut self, organization: &Organization, roles: &RoleSets, subject: Subject) -> u32 {
        let mut small = std::mem::take(&mut self.buffer);
        small.clear();
        let grants = organization.sources(subject).filter_map(|source| organization.grants(source)).flat_map(|held| &held.grants);
        for grant in grants {
            let Some(set) = roles.get(&grant.role) else { continue };
            let place = match grant.division {
                Reach::All => EVERYWHERE,
                Reach::Division(id) => self.division_numbers.get(&id).copied().unwrap_or(NOWHERE),
            };
            small.push(u64::from(place) << 32 | u64::from(*set));
        }
        small.sort_unstable();
        small.dedup();
        // What is held everywhere is not held once more in a division.
        let everywhere = small.partition_point(|grant| place_of(*grant) == EVERYWHERE);
        let mut kept = everywhere;
        for at in everywhere..small.len() {
            if !small[..everywhere].contains(&u64::from(set_of(small[at]))) {
                small[kept] = small[at];
                kept += 1;
            }
        }
        small.truncate(kept);
        let number = number(&mut self.grants, &small[..]);
        self.buffer = small;
        number
    }
}
