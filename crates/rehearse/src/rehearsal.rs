//! A rehearsal: changes made on a copy, and every question asked before and after.

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::{Catalog, Operation, OperationId};
use postern_decide::{Target, rights};
use postern_model::{Client, Grant, Id, Role, Subject, SubjectKind, Timestamp, User};
use postern_org::{Organization, Part};
use postern_workload::Workload;

use crate::{
    address::Addresses,
    apply::{Applied, Refused, apply},
    file::Step,
    matrix::{Difference, Divisions, Group as Same, Rights},
    names,
    report::{BreakGlass, Group, NewAdmin, Report, Who},
    sign_in::{self, Gate},
    survivors::{Expected, survivors},
    undo::undo,
    workloads,
};

/// What is rehearsed, and on what.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The API as data.
    pub catalog: &'a Catalog,
    /// The organization as it is.
    pub organization: &'a Organization,
    /// The moment from which it is looked at.
    pub now: Timestamp,
    /// The changes.
    pub steps: &'a [Step],
    /// What was asked for and cannot be rehearsed, for people to read: while there is some of it, nothing counts as clear.
    pub left_out: &'a [String],
    /// What clients have to be able to do.
    pub workloads: &'a BTreeMap<Id<Client>, Workload>,
    /// The networks that clients call from, where somebody said so.
    pub networks: &'a BTreeMap<Id<Client>, Vec<String>>,
    /// Domains of e-mail addresses that the identity provider knows, if somebody said so.
    pub domains: Option<&'a [String]>,
    /// Who must be left to administer authorization.
    pub expected: Expected,
    /// Who has to have a way in, come what may: what they are called, and the person, if there is one.
    pub break_glass: &'a [(String, Option<Id<User>>)],
}

/// Who newly can do one of these may make themselves, or a program, whatever they like: roles, grants, clients, ways in, somebody
/// else's password, guests of another organization.
pub const ADMIN: [&str; 14] = [
    "post_authorization_roles",
    "put_authorization_role",
    "post_authorization_role",
    "post_authorization_subject_bulkadd",
    "post_oauth_clients",
    "post_oauth_client_secret",
    "post_identityproviders",
    "put_identityproviders_purecloud",
    "patch_organizations_authentication_settings",
    "post_orgauthorization_trustees",
    "post_orgauthorization_trustee_users",
    "put_orgauthorization_trustee_user_roles",
    "post_orgauthorization_trustee_groups",
    "put_orgauthorization_trustee_group_roles",
];

/// Only where passwords let people in.
const PASSWORD: &str = "post_user_password";

/// Only where a group hands out one of the others: whoever edits it may join it.
const MEMBERS: [&str; 2] = ["put_scim_v2_group", "patch_scim_v2_group"];

/// Rehearses.
///
/// # Errors
/// The first change that cannot be made.
pub fn rehearse(inputs: &Inputs<'_>) -> Result<Report, Refused> {
    let (catalog, before) = (inputs.catalog, inputs.organization);
    let applied = apply(catalog, before, inputs.steps, inputs.now)?;
    let after = &applied.organization;
    let difference = Difference::between(catalog, before, after);
    let addresses = Addresses::of(inputs.networks);
    let gate_before = Gate { organization: before, domains: inputs.domains, same_providers: true, addresses, now: inputs.now };
    let same_providers = sign_in::same_providers(before, after);
    let addresses = addresses.after(before, after);
    let gate_after = Gate { organization: after, domains: inputs.domains, same_providers, addresses, now: applied.now };
    let telling = Telling { catalog, before, after, difference: &difference };
    let unread = |part: Option<Part>| names::unread(before, part.as_slice());
    let effect = |(client, workload): (&Id<Client>, &Workload)| workloads::effect(catalog, &gate_before, &gate_after, *client, workload);
    let mut effects: Vec<_> = inputs.workloads.iter().map(effect).collect();
    effects.sort_by(|one, other| (&one.client, &one.id).cmp(&(&other.client, &other.id)));
    Ok(Report {
        version: 1,
        organization: before.profile().name.clone(),
        now: inputs.now,
        answers_of: applied.now,
        changes: inputs.steps.iter().map(|step| step.change.words(before)).collect(),
        left_out: inputs.left_out.to_vec(),
        sign_in: sign_in::compare(&gate_before, &gate_after),
        workloads: effects,
        expected: inputs.expected,
        break_glass: inputs.break_glass.iter().map(|(who, user)| break_glass(&gate_before, &gate_after, who, *user)).collect(),
        survivors_before: survivors(catalog, before, &gate_before),
        survivors: survivors(catalog, before, &gate_after),
        new_admins: telling.new_admins(&sign_in::back(&gate_before, &gate_after), applied.now),
        perhaps_admins: telling.perhaps_admins(),
        people_unknown: unread(difference.people_unknown),
        clients_unknown: unread(difference.clients_unknown),
        others: others(before),
        others_change: others_change(before, after),
        subjects: difference.subjects.len(),
        operations: difference.operations,
        places: difference.divisions.len() + 1,
        answers: difference.count(),
        groups: telling.groups(),
        undo: undo(catalog, before, after),
    })
}

fn break_glass(before: &Gate<'_>, after: &Gate<'_>, who: &str, user: Option<Id<User>>) -> BreakGlass {
    let ways = |gate: &Gate<'_>| user.and_then(|id| gate.organization.live_user(id)).map(|user| gate.person(user));
    let unknown = names::unread(before.organization, &[Part::Users]);
    BreakGlass { who: who.to_owned(), before: ways(before), after: ways(after), unknown }
}

fn is_of_another(subject: Subject) -> bool {
    matches!(subject.kind, SubjectKind::TrusteeUser | SubjectKind::TrusteeGroup)
}

/// How many people and groups of other organizations hold something here: they are not compared.
fn others(organization: &Organization) -> usize {
    organization.all_grants().filter(|held| is_of_another(held.subject) && !held.grants.is_empty()).count()
}

/// Whether what they hold becomes something else.
fn others_change(before: &Organization, after: &Organization) -> bool {
    let held = |organization: &Organization| {
        let others = organization.all_grants().filter(|held| is_of_another(held.subject));
        let permissions = |grant: &Grant| organization.role(grant.role).map(|role| role.effective);
        let mut held: Vec<_> = others
            .flat_map(|held| held.grants.iter().map(|grant| (held.subject, grant.role, grant.division, permissions(grant))))
            .collect();
        held.sort_by_key(|(subject, role, division, _)| (*subject, *role, *division));
        held
    };
    held(before) != held(after)
}

impl Applied {
    /// Whether nothing that is kept has become different.
    pub fn is_same(&self, catalog: &Catalog, before: &Organization) -> bool {
        let undo = undo(catalog, before, &self.organization);
        undo.changes.is_empty() && undo.cannot.is_empty()
    }
}

/// From numbers to names.
struct Telling<'a> {
    catalog: &'a Catalog,
    before: &'a Organization,
    after: &'a Organization,
    difference: &'a Difference,
}

impl Telling<'_> {
    fn numbered(&self, subject: u32) -> Option<Subject> {
        self.difference.subjects.get(subject as usize).copied()
    }

    fn who(&self, subject: Subject) -> Who {
        let organization = match subject.kind {
            SubjectKind::User if self.before.user(Id::new(subject.id)).is_none() => self.after,
            SubjectKind::Client if self.before.client(Id::new(subject.id)).is_none() => self.after,
            _ => self.before,
        };
        Who { id: subject.id.to_string(), name: names::subject_name(organization, subject), person: subject.kind == SubjectKind::User }
    }

    fn division(&self, id: Id<postern_model::Division>) -> String {
        let organization = if self.after.division(id).is_some() { self.after } else { self.before };
        names::division_name(organization, id)
    }

    fn permissions(&self, rights: &Rights) -> Vec<String> {
        rights.permissions.iter().map(|id| self.catalog.permission(*id).name.to_owned()).collect()
    }

    fn operations(&self, rights: &Rights) -> Vec<String> {
        rights.operations.iter().map(|id| self.line(*id)).collect()
    }

    fn line(&self, id: OperationId) -> String {
        let operation = self.catalog.operation(id);
        format!("{} {}", operation.method, operation.path)
    }

    /// The groups, those with the most answers first.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<(usize, Group)> = self.difference.groups.iter().map(|group| self.group(group)).collect();
        groups.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.who.cmp(&other.1.who)));
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn group(&self, same: &Same) -> (usize, Group) {
        let (lost, gained) = (self.difference.lost(same), self.difference.gained(same));
        let places = same.places.count(self.difference.divisions.len());
        let names = |ids: &[Id<postern_model::Division>]| {
            let mut names: Vec<String> = ids.iter().map(|id| self.division(*id)).collect();
            names.sort_unstable();
            names
        };
        let (divisions, all_divisions_but) = match &same.places.divisions {
            Divisions::Only(ids) => (names(ids), None),
            Divisions::AllBut(ids) => (Vec::new(), Some(names(ids))),
        };
        let weight = same.subjects.len() * places * (lost.operations.len() + gained.operations.len() + 1);
        let group = Group {
            who: same.subjects.iter().filter_map(|subject| self.numbered(*subject)).map(|subject| self.who(subject)).collect(),
            undivided: same.places.undivided,
            divisions,
            all_divisions_but,
            permissions_lost: self.permissions(&lost),
            permissions_gained: self.permissions(&gained),
            operations_lost: self.operations(&lost),
            operations_gained: self.operations(&gained),
        };
        (weight, group)
    }

    /// Whether members of a group may do one of `operations` because they are.
    fn a_group_hands_out(&self, operations: &[&Operation]) -> bool {
        let gives = |role: &Role| operations.iter().flat_map(|operation| operation.permissions).any(|id| role.effective.contains(*id));
        let groups = self.after.groups().filter(|group| group.roles_enabled);
        groups
            .filter_map(|group| self.after.grants(group.id.uuid()))
            .flat_map(|held| &held.grants)
            .any(|grant| self.after.role(grant.role).is_some_and(gives))
    }

    /// Who gains `admin` alone, of which no source says how far it goes.
    fn perhaps_admins(&self) -> Vec<String> {
        let Some(admin) = self.catalog.permission_id("admin") else { return Vec::new() };
        let gains = self.difference.groups.iter().filter(|group| self.difference.gained(group).permissions.contains(&admin));
        let subjects: BTreeSet<u32> = gains.flat_map(|group| group.subjects.iter().copied()).collect();
        subjects.into_iter().filter_map(|subject| self.numbered(subject)).map(|subject| self.who(subject).name).collect()
    }

    /// Who gains one of [`ADMIN`], or comes back and has it.
    fn new_admins(&self, back: &[Subject], now: Timestamp) -> Vec<NewAdmin> {
        let passwords = !self.after.is_sso_only();
        let operations = |names: &[&str]| names.iter().filter_map(|name| self.catalog.operation_named(name)).collect::<Vec<_>>();
        let (mut admin, password) = (operations(&ADMIN), operations(&[PASSWORD]));
        if self.a_group_hands_out(&admin) {
            admin.extend(operations(&MEMBERS));
        }
        if passwords {
            admin.extend(&password);
        }
        let mut found: BTreeMap<Subject, Vec<OperationId>> = BTreeMap::new();
        let mut note = |subject: Subject, operation: &Operation| {
            let operations = found.entry(subject).or_default();
            if !operations.contains(&operation.id) {
                operations.push(operation.id);
            }
        };
        for group in &self.difference.groups {
            let gained = self.difference.gained(group).operations;
            for operation in admin.iter().filter(|operation| gained.binary_search(&operation.id).is_ok()) {
                group.subjects.iter().filter_map(|subject| self.numbered(*subject)).for_each(|subject| note(subject, operation));
            }
        }
        let may =
            |subject, operation: &Operation| rights(self.catalog, self.after, subject, operation, Target::None, now).verdict.is_granted();
        // Passwords let people in again: whoever may set them, and could do nothing of the kind before.
        if passwords && self.before.is_sso_only() {
            let could = |subject: Subject| {
                admin.iter().any(|operation| {
                    operation.name != PASSWORD
                        && rights(self.catalog, self.before, subject, operation, Target::None, now).verdict.is_granted()
                })
            };
            for operation in &password {
                let able = self.difference.subjects.iter().filter(|subject| may(**subject, operation) && !could(**subject));
                able.for_each(|subject| note(*subject, operation));
            }
        }
        for subject in back {
            admin.iter().filter(|operation| may(*subject, operation)).for_each(|operation| note(*subject, operation));
        }
        let line = |id: &OperationId| self.line(*id);
        let told = found.into_iter();
        told.map(|(subject, operations)| NewAdmin { who: self.who(subject), operations: operations.iter().map(line).collect() }).collect()
    }
}
