//! From subjects to the questions that have to be asked, and from the answers back to groups of subjects.

use postern_model::{Division, Id, PermissionSet, Subject, SubjectKind};
use postern_org::Organization;

use super::{
    Divisions, Group, Places,
    columns::{self, Column, Outcome, Side, WIDTH},
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

/// What counts in one place, before and after: numbers of unions.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    person: bool,
    anywhere: (u32, u32),
    here: (u32, u32),
}

pub(super) struct Cases<'n> {
    needs: &'n Needs,
    held: Held,
    unions: Unions,
    cases: Numbered<Case>,
    subjects: Vec<Vec<u32>>,
    /// Whether bare `admin` stands in for everything, before and after.
    overrides: (bool, bool),
}

impl<'n> Cases<'n> {
    pub fn new(needs: &'n Needs, divisions: Vec<Id<Division>>) -> Self {
        let held = Held::new(divisions);
        Self { needs, held, unions: Unions::new(), cases: Numbered::new(), subjects: Vec::new(), overrides: (false, false) }
    }

    pub fn into_divisions(self) -> Vec<Id<Division>> {
        self.held.divisions
    }

    /// Sorts the subjects by what they hold before and after. Those for whom nothing changes are passed over: the answer to
    /// every question about them follows from what they hold and from nothing else.
    pub fn take(&mut self, before: &Organization, after: &Organization, subjects: &[Subject]) {
        let overrides = |organization: &Organization| organization.profile().settings.permissions_admin_overrides_all;
        self.overrides = (overrides(before), overrides(after));
        let (roles_before, roles_after) = (self.held.role_sets(before), self.held.role_sets(after));
        for (subject, number) in subjects.iter().zip(0..) {
            let held = (self.held.of(before, &roles_before, *subject), self.held.of(after, &roles_after, *subject));
            if held.0 == held.1 && self.overrides.0 == self.overrides.1 {
                continue;
            }
            let case = self.cases.number(&Case { person: subject.kind == SubjectKind::User, before: held.0, after: held.1 }) as usize;
            if case == self.subjects.len() {
                self.subjects.push(Vec::new());
            }
            self.subjects[case].push(number);
        }
    }

    /// Asks everything there is to ask.
    pub fn ask(&mut self) -> (Vec<Group>, Vec<Outcome>) {
        let mut places = Numbered::new();
        let mut of_cases = Vec::with_capacity(self.cases.things.len());
        for case in &self.cases.things {
            of_cases.push(places_of(&self.held, &mut self.unions, case, &mut places));
        }
        let (answers, outcomes) = self.answers(&places.things);
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

    /// What the change does in each of `places`.
    fn answers(&self, places: &[Place]) -> (Vec<u32>, Vec<Outcome>) {
        let (mut answers, mut outcomes) = (vec![0; places.len()], Numbered::new());
        let mut waiting: Vec<(usize, Column)> = Vec::with_capacity(WIDTH);
        for (at, place) in places.iter().enumerate() {
            let before = self.side(place.anywhere.0, place.here.0, self.overrides.0);
            let after = self.side(place.anywhere.1, place.here.1, self.overrides.1);
            if before != after {
                waiting.push((at, Column { person: place.person, before, after }));
            }
            if waiting.len() == WIDTH || at + 1 == places.len() {
                let columns: Vec<Column> = waiting.iter().map(|(_, column)| *column).collect();
                let told = columns::ask(self.needs, &columns, &mut outcomes);
                waiting.drain(..).zip(told).for_each(|((at, _), outcome)| answers[at] = outcome);
            }
        }
        (answers, outcomes.things)
    }

    fn side(&self, anywhere: u32, here: u32, overrides: bool) -> Side {
        let (anywhere, here) = (self.unions.get(anywhere), self.unions.get(here));
        let mut held = anywhere.difference(&self.needs.aware);
        held.union_with(&here.intersection(&self.needs.aware));
        // Where nothing has a division, nothing is looked at per division.
        let overridden = overrides && self.needs.admin.is_some_and(|admin| anywhere.contains(admin));
        Side { held, overridden }
    }
}

/// The places that a case has to be asked about, by their number among all places.
struct PlacesOf {
    undivided: u32,
    /// Every division that is not named.
    elsewhere: u32,
    named: Vec<(u32, u32)>,
}

fn places_of(held: &Held, unions: &mut Unions, case: &Case, places: &mut Numbered<Place>) -> PlacesOf {
    let grants = |number: u32| held.grants.get(number).map_or(&[][..], |grants| &grants[..]);
    let (before, after) = (grants(case.before), grants(case.after));
    let anywhere = (unions.of(&held.sets, before, |_| true), unions.of(&held.sets, after, |_| true));
    let mut place = |division: Option<u32>| {
        let here = |at: u32| at == EVERYWHERE || Some(at) == division;
        let here = (unions.of(&held.sets, before, here), unions.of(&held.sets, after, here));
        places.number(&Place { person: case.person, anywhere, here })
    };
    let mut named: Vec<u32> = before.iter().chain(after).map(|grant| place_of(*grant)).collect();
    named.retain(|place| !matches!(*place, EVERYWHERE | NOWHERE));
    named.sort_unstable();
    named.dedup();
    let named = named.into_iter().map(|division| (division, place(Some(division)))).collect();
    let elsewhere = place(None);
    PlacesOf { undivided: places.number(&Place { person: case.person, anywhere, here: anywhere }), elsewhere, named }
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

/// Unions of roles' permission sets.
struct Unions {
    known: Table<Box<[u32]>, u32>,
    unions: Numbered<PermissionSet>,
    buffer: Vec<u32>,
}

impl Unions {
    fn new() -> Self {
        Self { known: Table::default(), unions: Numbered::new(), buffer: Vec::new() }
    }

    /// The number of the union of those of `grants` that count.
    fn of(&mut self, sets: &Numbered<PermissionSet>, grants: &[Small], counts: impl Fn(u32) -> bool) -> u32 {
        self.buffer.clear();
        self.buffer.extend(grants.iter().filter(|grant| counts(place_of(**grant))).map(|grant| set_of(*grant)));
        self.buffer.sort_unstable();
        self.buffer.dedup();
        if let Some(number) = self.known.get(&self.buffer[..]) {
            return *number;
        }
        let mut union = PermissionSet::EMPTY;
        self.buffer.iter().filter_map(|set| sets.get(*set)).for_each(|set| union.union_with(set));
        let number = self.unions.number(&union);
        self.known.insert(self.buffer.as_slice().into(), number);
        number
    }

    fn get(&self, number: u32) -> PermissionSet {
        self.unions.get(number).copied().unwrap_or_default()
    }
}
