//! An independent oracle: the snapshot of an organization as Cedar policies. Cedar and [`postern_decide::rights`] must answer
//! alike; nothing of Postern's own evaluation is used in the translation but the list of what an operation asks for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

#[path = "../../../crates/decide/tests/random/mod.rs"]
#[allow(dead_code, unused_imports, reason = "whole requests are asked elsewhere")]
mod random;

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request, RestrictedExpression,
};
use postern_catalog::{Catalog, Need, Operation};
use postern_decide::{Target, Verdict, rights};
use postern_model::{Division, Id, Reach, Snapshot, Subject, SubjectKind};
use postern_testkit::sample;
use proptest::{prelude::*, test_runner::TestRunner};
use random::plans;
use uuid::Uuid;

/// How many questions both are asked.
const CASES: u32 = 10_000;
/// Questions about one organization.
const QUESTIONS: usize = 20;

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.parse::<EntityTypeName>().unwrap(), EntityId::new(id))
}

fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::User => "User",
        SubjectKind::Group => "Group",
        SubjectKind::Client => "Client",
        _ => "Stranger",
    }
}

/// An organization as Cedar sees it: a permission is an action, a role is a group of actions, a person is in the groups whose
/// roles are enabled, and each grant is one policy.
struct Translated {
    policies: PolicySet,
    entities: Entities,
}

/// Every place as a resource, and what it belongs to.
const ANYWHERE: &str = "anywhere";

fn translated(snapshot: &Snapshot) -> Translated {
    let catalog = Catalog::builtin();
    let mut policies = String::new();
    for held in snapshot.grants.known().unwrap() {
        for grant in &held.grants {
            let principal = format!("{}::\"{}\"", kind(held.subject.kind), held.subject.id);
            // What is held in one division is held there, and somewhere; what is held everywhere is held wherever.
            let place = match grant.division {
                Reach::All => "resource".to_owned(),
                Reach::Division(id) => format!("resource in Place::\"{id}\""),
            };
            policies += &format!("permit(principal in {principal}, action in Action::\"role {}\", {place});\n", grant.role);
        }
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut roles_of: HashMap<String, HashSet<EntityUid>> = HashMap::new();
    for role in snapshot.roles.known().unwrap() {
        let parent = uid("Action", &format!("role {}", role.id));
        entities.push(Entity::new_no_attrs(parent.clone(), HashSet::new()));
        for policy in &role.policies {
            for permission in
                catalog.permissions().iter().filter(|permission| permission.domain == policy.domain && !permission.domain.is_empty())
            {
                let entity = policy.entity_name == "*" || policy.entity_name == permission.entity;
                let action = policy.action_set.iter().any(|action| action == "*" || action == permission.action);
                if entity && action {
                    roles_of.entry(permission.name.to_owned()).or_default().insert(parent.clone());
                }
            }
        }
        for name in &role.permissions {
            roles_of.entry(name.clone()).or_default().insert(parent.clone());
        }
    }
    for (permission, roles) in roles_of {
        entities.push(Entity::new_no_attrs(uid("Action", &permission), roles));
    }
    let enabled: HashSet<Uuid> =
        snapshot.groups.known().unwrap().iter().filter(|group| group.roles_enabled).map(|group| group.id.uuid()).collect();
    for user in snapshot.users.known().unwrap() {
        let groups = user.groups.iter().filter(|group| enabled.contains(&group.uuid())).map(|group| uid("Group", &group.to_string()));
        entities.push(Entity::new_no_attrs(uid("User", &user.id.to_string()), groups.collect()));
    }
    // A request about nothing with a division asks whether something is held at all: such a place is in every division.
    let mentioned = snapshot.grants.known().unwrap().iter().flat_map(|held| &held.grants).filter_map(|grant| match grant.division {
        Reach::Division(id) => Some(uid("Place", &id.to_string())),
        Reach::All => None,
    });
    entities.push(Entity::new(uid("Place", ANYWHERE), HashMap::<String, RestrictedExpression>::new(), mentioned.collect()).unwrap());
    Translated { policies: policies.parse().unwrap(), entities: Entities::from_entities(entities, None).unwrap() }
}

impl Translated {
    fn holds(&self, subject: Subject, permission: &str, place: &str) -> bool {
        let principal = uid(kind(subject.kind), &subject.id.to_string());
        let request = Request::new(principal, uid("Action", permission), uid("Place", place), Context::empty(), None).unwrap();
        Authorizer::new().is_authorized(&request, &self.policies, &self.entities).decision() == Decision::Allow
    }

    /// `None`: no source says what the operation needs.
    fn allows(&self, snapshot: &Snapshot, subject: Subject, operation: &Operation, division: Option<Id<Division>>) -> Option<bool> {
        if operation.user_context && subject.kind != SubjectKind::User {
            return Some(false);
        }
        let catalog = Catalog::builtin();
        let overridden = snapshot.organization.settings.permissions_admin_overrides_all && self.holds(subject, "admin", ANYWHERE);
        let place = |aware: bool| division.filter(|_| aware).map_or_else(|| ANYWHERE.to_owned(), |id| id.to_string());
        let mut each = operation
            .permissions
            .iter()
            .map(|id| catalog.permission(*id))
            .map(|permission| self.holds(subject, permission.name, &place(permission.division_aware)));
        match operation.need {
            Need::None => Some(true),
            Need::Unknown => None,
            Need::All => Some(overridden || each.all(|held| held)),
            Need::Any => Some(overridden || each.any(|held| held)),
        }
    }
}

#[test]
fn cedar_and_rights_agree() {
    let catalog = Catalog::builtin();
    let (asked, allowed, unknown) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let config = ProptestConfig { cases: CASES / QUESTIONS as u32, failure_persistence: None, ..ProptestConfig::default() };
    let operations = catalog.operations().len();
    let picks = prop::collection::vec((0..operations, 0usize..8, 0usize..5, prop::bool::weighted(0.6)), QUESTIONS);
    let run = TestRunner::new(config).run(&(plans(), picks), |(plan, picks)| {
        let scene = plan.scene();
        let snapshot = scene.snapshot();
        let cedar = translated(&snapshot);
        let people = snapshot.users.known().unwrap().iter().map(|user| Subject { kind: SubjectKind::User, id: user.id.uuid() });
        let clients = snapshot.clients.known().unwrap().iter().map(|client| Subject { kind: SubjectKind::Client, id: client.id.uuid() });
        let subjects: Vec<Subject> = people.chain(clients).collect();
        let divisions: Vec<Id<Division>> = snapshot.divisions.known().unwrap().iter().map(|division| division.id).collect();
        for (operation, subject, division, planned) in picks {
            // The plan's roles are about its own operation, so that one is asked about most.
            let operation = plan.operation().filter(|_| planned).unwrap_or(&catalog.operations()[operation]);
            let (subject, division) = (subjects[subject % subjects.len()], divisions.get(division).copied());
            let target = division.map_or(Target::None, Target::One);
            let verdict = rights(catalog, &scene.organization, subject, operation, target, sample::NOW).verdict;
            let told = match verdict {
                Verdict::Allow => Some(true),
                Verdict::Deny(_) => Some(false),
                Verdict::Unknown(_) => None,
            };
            // Of two refusals of different kinds the organization's order of checks says which comes first.
            let either = operation.need == Need::Unknown && operation.user_context;
            prop_assert!(told != Some(true) || !either);
            prop_assert_eq!(
                told.filter(|_| !either),
                cedar.allows(&snapshot, subject, operation, division).filter(|_| !either),
                "{} {:?}",
                operation.name,
                division
            );
            asked.set(asked.get() + 1);
            allowed.set(allowed.get() + u32::from(told == Some(true)));
            unknown.set(unknown.get() + u32::from(told.is_none()));
        }
        Ok(())
    });
    run.unwrap();
    assert_eq!(asked.get(), CASES);
    assert!(allowed.get() > CASES / 20 && allowed.get() < CASES - CASES / 5 && unknown.get() < CASES / 5, "{allowed:?} {unknown:?}");
}
