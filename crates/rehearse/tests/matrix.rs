//! The whole difference is what [`postern_decide::rights`] says before and after, question by question.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

#[path = "../../decide/tests/random/mod.rs"]
#[allow(dead_code, unused_imports, reason = "whole requests are asked elsewhere")]
mod random;

use std::collections::HashSet;

use postern_catalog::{Catalog, OperationId};
use postern_decide::{Target, Verdict, rights};
use postern_model::{Division, Id, PermissionId, Snapshot, Subject};
use postern_org::{Organization, Part};
use postern_rehearse::Difference;
use postern_testkit::sample;
use proptest::prelude::*;
use random::{PARTS, plans, without};

/// One answer of the matrix.
type Cell<T> = (Subject, T, Option<Id<Division>>);

/// What differs, cell by cell.
#[derive(Debug, Default, PartialEq, Eq)]
struct Cells {
    lost: HashSet<Cell<OperationId>>,
    gained: HashSet<Cell<OperationId>>,
    permissions_lost: HashSet<Cell<PermissionId>>,
    permissions_gained: HashSet<Cell<PermissionId>>,
}

fn places(difference: &Difference) -> impl Iterator<Item = Option<Id<Division>>> + '_ {
    difference.divisions.iter().copied().map(Some).chain([None])
}

/// The difference, spread out.
fn told(difference: &Difference) -> Cells {
    let mut cells = Cells::default();
    for group in &difference.groups {
        let (lost, gained) = (difference.lost(group), difference.gained(group));
        let here = |place: &Option<Id<Division>>| place.map_or(group.places.undivided, |id| group.places.divisions.contains(id));
        for (subject, place) in group
            .subjects
            .iter()
            .flat_map(|subject| places(difference).filter(here).map(|place| (difference.subjects[*subject as usize], place)))
        {
            let new = lost.operations.iter().all(|id| cells.lost.insert((subject, *id, place)))
                && gained.operations.iter().all(|id| cells.gained.insert((subject, *id, place)));
            assert!(new, "no cell is told twice");
            cells.permissions_lost.extend(lost.permissions.iter().map(|id| (subject, *id, place)));
            cells.permissions_gained.extend(gained.permissions.iter().map(|id| (subject, *id, place)));
        }
    }
    cells
}

/// The same, asked one by one: every `step`th operation from `from`.
fn asked(difference: &Difference, before: &Organization, after: &Organization, from: usize, step: usize) -> Cells {
    let catalog = Catalog::builtin();
    let mut cells = Cells::default();
    let target = |place: Option<Id<Division>>| place.map_or(Target::None, Target::One);
    for (subject, place) in difference.subjects.iter().flat_map(|subject| places(difference).map(|place| (*subject, place))) {
        let allowed = |organization, operation| {
            rights(catalog, organization, subject, operation, target(place), sample::NOW).verdict == Verdict::Allow
        };
        for operation in catalog.operations().iter().skip(from).step_by(step) {
            match (allowed(before, operation), allowed(after, operation)) {
                (true, false) => drop(cells.lost.insert((subject, operation.id, place))),
                (false, true) => drop(cells.gained.insert((subject, operation.id, place))),
                _ => {}
            }
        }
        for permission in catalog.permissions() {
            let held = |organization: &Organization| match place.filter(|_| permission.division_aware) {
                Some(division) => organization.holds_in(subject, permission.id, division),
                None => organization.holds(subject, permission.id),
            };
            match (held(before), held(after)) {
                (true, false) => drop(cells.permissions_lost.insert((subject, permission.id, place))),
                (false, true) => drop(cells.permissions_gained.insert((subject, permission.id, place))),
                _ => {}
            }
        }
    }
    cells
}

/// Checks the difference of two organizations on every `step`th operation from `from`.
fn check(before: &Organization, after: &Organization, from: usize, step: usize) -> Result<Cells, TestCaseError> {
    let difference = Difference::between(Catalog::builtin(), before, after);
    let asked = asked(&difference, before, after, from, step);
    let mut told = told(&difference);
    let count = difference.count();
    prop_assert_eq!((told.lost.len() as u64, told.gained.len() as u64), (count.lost, count.gained));
    let chosen = |cell: &Cell<OperationId>| usize::from(cell.1.0) % step == from;
    told.lost.retain(chosen);
    told.gained.retain(chosen);
    prop_assert_eq!(&told, &asked);
    Ok(told)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(60))]

    /// Two organizations that have nothing to do with each other but ids.
    #[test]
    fn the_difference_is_what_rights_says_before_and_after(one in plans(), other in plans(), from in 0usize..17) {
        let (before, after) = (one.scene().organization, other.scene().organization);
        check(&before, &after, from, 17)?;
    }

    #[test]
    fn without_a_change_there_is_no_difference(plan in plans()) {
        let organization = plan.scene().organization;
        prop_assert!(Difference::between(Catalog::builtin(), &organization, &organization).is_empty());
    }

    #[test]
    fn an_unread_part_is_said_and_never_taken_for_empty(one in plans(), other in plans(), part in 0usize..PARTS.len()) {
        let part = PARTS[part];
        let read = |mut snapshot: Snapshot| {
            without(&mut snapshot, part, true);
            Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
        };
        let difference = Difference::between(Catalog::builtin(), &read(one.scene().snapshot()), &read(other.scene().snapshot()));
        let people = matches!(part, Part::Roles | Part::Grants | Part::Users | Part::Groups);
        let clients = matches!(part, Part::Roles | Part::Grants | Part::Clients);
        prop_assert_eq!((difference.people_unknown.is_some(), difference.clients_unknown.is_some()), (people, clients));
        prop_assert!(!people || !clients || difference.subjects.is_empty());
    }
}
