//! From subjects to the questions that have to be asked, and from the answers back to groups of subjects.

use std::cmp::Ordering;

use postern_model::{Division, Id, PermissionSet, Subject, SubjectKind};
use postern_org::Organization;

use super::{
    Divisions, Group, Places,
    columns::{Column, Columns, Outcome, Side},
    held::{EVERYWHERE, Held, NOWHERE, Numbered, Small, Table, place_of, set_of},
    needs::Needs,
};

/// Everybody who holds one thing before and another after.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Case {
    person: bool,
    before: u32,
    after: u32,
}

pub(super) struct Cases<'n> {
    needs: &'n Needs,
    held: Held,
    cases: Numbered<Case>,
    subjects: Vec<Vec<u32>>,
    /// Whether bare `admin` stands in for everything, before and after.
    overrides: (bool, bool),
}

impl<'n> Cases<'n> {
    pub fn new(needs: &'n Needs, divisions: Vec<Id<Division>>) -> Self {
        Self { needs, held: Held::new(divisions), cases: Numbered::default(), subjects: Vec::new(), overrides: (false, false) }
    }

    pub fn into_divisions(self) -> Vec<Id<Division>> {
        self.held.divisions
    }

    /// Sorts the subjects by what they hold before and after, and returns them in order. Those for whom nothing changes make no
    /// case: the answer to every question about them follows from what they hold and from nothing else.
    ///
    /// `subjects` come in the organizations' own order, in which what they hold is found quickest.
    pub fn take(&mut self, before: &Organization, after: &Organization, subjects: &[Subject]) -> Vec<Subject> {
        let overrides = |organization: &Organization| organization.profile().settings.permissions_admin_overrides_all;
        self.overrides = (overrides(before), overrides(after));
        let (roles_before, roles_after) = (self.held.role_sets(before), self.held.role_sets(after));
        let mut sorted: Vec<(Subject, Option<usize>)> = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let held = (self.held.of(before, &roles_before, *subject), self.held.of(after, &roles_after, *subject));
            let differs = held.0 != held.1 || self.overrides.0 != self.overrides.1;
            let case = Case { person: subject.kind == SubjectKind::User, before: held.0, after: held.1 };
            sorted.push((*subject, differs.then(|| self.cases.insert_full(case).0)));
        }
        sorted.sort_unstable();
        self.subjects = vec![Vec::new(); self.cases.len()];
        for ((_, case), number) in sorted.iter().zip(0..) {
            case.iter().for_each(|case| self.subjects[*case].push(number));
        }
        sorted.into_iter().map(|(subject, _)| subject).collect()
    }

    /// Asks everything there is to ask.
    pub fn ask(&self) -> (Vec<Group>, Vec<Outcome>) {
        let mut columns = Columns::new(self.needs);
        let of_cases: Vec<PlacesOf> = self.cases.iter().map(|case| self.places_of(case, &mut columns)).collect();
        let (answers, outcomes) = columns.answers();
        let mut groups: Table<(u32, Places), Vec<u32>> = Table::default();
        for (of_case, subjects) in of_cases.iter().zip(&self.subjects) {
            for key in of_case.groups(&answers, &self.held.divisions) {
                groups.entry(key).or_default().extend(subjects);
            }
        }
        let group = |((outcome, places), mut subjects): ((u32, Places), Vec<u32>)| {
            subjects.sort_unstable();
            Group { subjects, places, outcome: outcome as usize - 1 }
        };
        let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
        groups.sort_unstable_by(|a, b| (a.subjects.first(), a.outcome).cmp(&(b.subjects.first(), b.outcome)));
        (groups, outcomes)
    }

    /// Asks about a case, once for all places where the same grants count.
    fn places_of(&self, case: &Case, columns: &mut Columns<'_>) -> PlacesOf {
        let sides = [Grants::new(&self.held, case.before), Grants::new(&self.held, case.after)];
        let anywhere = sides.each_ref().map(|side| self.held.union(side.all));
        let everywhere = sides.each_ref().map(|side| self.held.union(side.everywhere()));
        let overridden = |at: usize, on: bool| on && self.needs.admin.is_some_and(|admin| anywhere[at].contains(admin));
        let overridden = [overridden(0, self.overrides.0), overridden(1, self.overrides.1)];
        // Where a permission is not looked at per division, held anywhere is held there.
        let undivided = anywhere.map(|held| held.difference(&self.needs.aware));
        let mut ask = |here: [PermissionSet; 2]| {
            let side = |at: usize| {
                let mut held = here[at].intersection(&self.needs.aware);
                held.union_with(&undivided[at]);
                Side { held, overridden: overridden[at] }
            };
            columns.push(Column { person: case.person, before: side(0), after: side(1) })
        };
        // Where nothing has a division, nothing is looked at per division.
        let (undivided, elsewhere) = (ask(anywhere), ask(everywhere));
        let mut named: Vec<(u32, [&[Small]; 2])> = Vec::new();
        for division in divisions_of(&sides) {
            named.push((division, sides.each_ref().map(|side| side.run(division))));
        }
        named.sort_by(|(_, a), (_, b)| order(a, b));
        let mut told: Vec<(u32, u32)> = Vec::with_capacity(named.len());
        let mut last: Option<(&[&[Small]; 2], u32)> = None;
        for (division, runs) in &named {
            let answer = match last {
                Some((same, answer)) if order(same, runs).is_eq() => answer,
                _ => ask(std::array::from_fn(|at| {
                    let mut here = everywhere[at];
                    here.union_with(&self.held.union(runs[at]));
                    here
                })),
            };
            last = Some((runs, answer));
            told.push((*division, answer));
        }
        PlacesOf { undivided, elsewhere, named: told }
    }
}

/// A set of grants, in order of place.
struct Grants<'a> {
    all: &'a [Small],
}

impl<'a> Grants<'a> {
    fn new(held: &'a Held, number: u32) -> Self {
        Self { all: held.grants.get_index(number as usize).map_or(&[][..], |grants| &grants[..]) }
    }

    fn everywhere(&self) -> &'a [Small] {
        self.run(EVERYWHERE)
    }

    /// The grants that name `place`.
    fn run(&self, place: u32) -> &'a [Small] {
        let from = self.all.partition_point(|grant| place_of(*grant) < place);
        let length = self.all[from..].partition_point(|grant| place_of(*grant) == place);
        &self.all[from..from + length]
    }
}

/// An order in which runs of the same permission sets, before and after, are neighbours, wherever they count.
fn order(a: &[&[Small]; 2], b: &[&[Small]; 2]) -> Ordering {
    let by = |at: usize| a[at].iter().map(|grant| set_of(*grant)).cmp(b[at].iter().map(|grant| set_of(*grant)));
    by(0).then_with(|| by(1))
}

/// The divisions that are named before or after.
fn divisions_of(sides: &[Grants<'_>; 2]) -> Vec<u32> {
    let mut named: Vec<u32> = sides.iter().flat_map(|side| side.all).map(|grant| place_of(*grant)).collect();
    named.retain(|place| !matches!(*place, EVERYWHERE | NOWHERE));
    named.sort_unstable();
    named.dedup();
    named
}

/// The columns that a case has to be asked about, by their number among all.
struct PlacesOf {
    undivided: u32,
    /// Every division that is not named.
    elsewhere: u32,
    named: Vec<(u32, u32)>,
}

impl PlacesOf {
    /// The outcomes of a case, each with all the places where it is the outcome.
    fn groups(&self, answers: &[u32], divisions: &[Id<Division>]) -> Vec<(u32, Places)> {
        let answer = |place: u32| answers[place as usize];
        let (undivided, elsewhere) = (answer(self.undivided), answer(self.elsewhere));
        // Without an unnamed division there is no elsewhere.
        let elsewhere = if self.named.len() < divisions.len() { elsewhere } else { 0 };
        let mut outcomes: Vec<u32> = self.named.iter().map(|(_, place)| answer(*place)).chain([undivided, elsewhere]).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        let named = |wanted: &dyn Fn(u32) -> bool| {
            let named = self.named.iter().filter(|(_, place)| wanted(answer(*place)));
            named.filter_map(|(number, _)| divisions.get(*number as usize - 1).copied()).collect()
        };
        let places = |outcome: u32| Places {
            undivided: undivided == outcome,
            divisions: if elsewhere == outcome {
                Divisions::AllBut(named(&|other| other != outcome))
            } else {
                Divisions::Only(named(&|other| other == outcome))
            },
        };
        outcomes.into_iter().filter(|outcome| *outcome != 0).map(|outcome| (outcome, places(outcome))).collect()
    }
}
