//! The smallest role: it covers the workload, nothing can be left out, and one permission serves lists of which one suffices.

use postern_audit::{Least, View, least_privilege};
use postern_catalog::{Catalog, Need};
use postern_model::{Client, Entropy, GrantType, Id, Reach};
use postern_org::{Circumstances, Draft};
use postern_workload::Place;

use crate::world::{NOW, World};

fn least(world: &World, id: Id<Client>) -> Least {
    let client = world.draft.client(id).unwrap();
    least_privilege(&world.inputs(&world.draft), client).unwrap()
}

/// How many permissions its roles have.
fn many(least: &Least) -> usize {
    least.roles.iter().map(|role| role.permissions.len()).sum()
}

/// Its roles, and where each is held.
fn roles(world: &World, id: Id<Client>) -> Vec<(Vec<String>, Vec<Reach>)> {
    least(world, id).roles.into_iter().map(|role| (role.permissions, role.reaches)).collect()
}

#[test]
fn a_role_is_written_and_proven() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:*:*", "directory:*:*"], Reach::All);
    world.needs(id, "post_routing_queues", Place::Unsaid, "a queue");
    world.needs(id, "get_routing_queues", Place::Unsaid, "queues");
    world.needs(id, "get_users_me", Place::Unsaid, "a mistake");
    let inputs = world.inputs(&world.draft);
    insta::assert_snapshot!(least(&world, id).text(&view(&inputs)));
    insta::assert_json_snapshot!(least(&world, id).json());
}

fn view<'a>(inputs: &'a postern_audit::Inputs<'a>) -> View<'a> {
    View::new(inputs)
}

#[test]
fn one_permission_serves_several_operations_that_want_any_of_theirs() {
    let catalog = Catalog::builtin();
    let mut world = World::new();
    let id = world.machine("Pipeline");
    // Operations of which any of several permissions suffices.
    let several: Vec<_> = catalog
        .operations()
        .iter()
        .filter(|operation| operation.need == Need::Any && operation.permissions.len() > 1 && !operation.user_context)
        .take(60)
        .collect();
    several.iter().for_each(|operation| world.needs(id, operation.name, Place::Unsaid, "x"));
    let found = least(&world, id);
    assert!(many(&found) < several.len(), "{} for {}", many(&found), several.len());
    assert_eq!((found.operations, found.proof.len()), (several.len(), many(&found)));
}

#[test]
fn every_operation_of_the_catalogue_can_be_covered_and_the_cover_is_proven() {
    let catalog = Catalog::builtin();
    for chunk in catalog.operations().chunks(400).step_by(3) {
        let mut world = World::new();
        let id = world.machine("Everything");
        chunk.iter().step_by(9).for_each(|operation| world.needs(id, operation.name, Place::Everywhere, "x"));
        let found = least(&world, id);
        assert_eq!(found.proof.len(), many(&found));
        assert!(found.roles.iter().all(|role| role.reaches == [Reach::All]));
    }
}

#[test]
fn the_role_is_held_where_the_workload_is() {
    let mut world = World::new();
    let collections = postern_testkit::build::division(&mut world.draft, "Collections");
    let id = world.machine_with("Dialler", &["routing:*:*"], Reach::All);
    world.needs(id, "post_routing_queues", Place::Named("collections".to_owned()), "a queue");
    assert_eq!(roles(&world, id), [(vec!["routing:queue:add".to_owned()], vec![Reach::Division(collections)])]);
    world.needs(id, "post_routing_queues", Place::Named("Nowhere".to_owned()), "a queue");
    let client = world.draft.client(id).unwrap();
    let error = least_privilege(&world.inputs(&world.draft), client).unwrap_err();
    assert_eq!(error.to_string(), "no division is called `Nowhere`");
}

fn named(name: &str) -> Place {
    Place::Named(name.to_owned())
}

/// A client that works in two divisions, and does more in one of them.
fn dialler() -> (World, Id<Client>, [Reach; 2]) {
    let mut world = World::new();
    let reaches = ["Collections", "Retail"].map(|name| Reach::Division(postern_testkit::build::division(&mut world.draft, name)));
    let id = world.machine_with("Dialler", &["routing:*:*", "directory:*:*", "outbound:*:*"], Reach::All);
    world.needs(id, "post_routing_queues", named("Collections"), "a queue");
    world.needs(id, "get_routing_queue", named("Collections"), "a queue");
    world.needs(id, "get_routing_queue", named("Retail"), "a queue");
    (world, id, reaches)
}

#[test]
fn what_is_needed_in_one_division_is_held_there_only() {
    let (world, id, [collections, retail]) = dialler();
    let mut both = vec![collections, retail];
    both.sort();
    let mut found = roles(&world, id);
    found.sort();
    assert_eq!(found, [(vec!["routing:queue:add".to_owned()], vec![collections]), (vec!["routing:queue:view".to_owned()], both)]);
    let least = least(&world, id);
    assert!(least.smallest && least.proof.len() == 3, "{:?}", least.proof);
}

#[test]
fn what_is_needed_everywhere_serves_in_each_division_too() {
    let (mut world, id, [collections, _]) = dialler();
    world.needs(id, "get_routing_queues", Place::Everywhere, "queues");
    let found = roles(&world, id);
    let expected = [(vec!["routing:queue:view".to_owned()], vec![Reach::All]), (vec!["routing:queue:add".to_owned()], vec![collections])];
    assert_eq!(found, expected);
}

#[test]
fn what_nobody_says_a_place_of_is_held_where_it_is_held_today() {
    let mut world = World::new();
    let [collections, retail] = ["Collections", "Retail"].map(|name| postern_testkit::build::division(&mut world.draft, name));
    let id = world.machine_with("Reporting", &["routing:queue:view"], Reach::Division(collections));
    let role = world.role("People", &["directory:user:view"]);
    world.give(postern_testkit::build::client_subject(id), role, Reach::Division(retail));
    world.called(id, "GET", "api/v2/routing/queues", 5, 0);
    assert_eq!(roles(&world, id), [(vec!["routing:queue:view".to_owned()], vec![Reach::Division(collections)])]);
    let least = least(&world, id);
    assert_eq!((least.proof[0].operation.as_str(), least.proof[0].how), ("GET /api/v2/routing/queues", "fails"));
}

#[test]
fn a_listing_is_short_without_its_grant_in_one_of_two_divisions() {
    let (mut world, id, [collections, retail]) = dialler();
    world.workloads.clear();
    world.needs(id, "get_routing_queues", named("Collections"), "queues");
    world.needs(id, "get_routing_queues", named("Retail"), "queues");
    let least = least(&world, id);
    let mut without: Vec<_> = least.proof.iter().map(|broken| (broken.reach, broken.how)).collect();
    without.sort();
    let mut expected = [(collections, "shows nothing from there"), (retail, "shows nothing from there")];
    expected.sort();
    assert_eq!(without, expected);
}

/// Without the program's own proof: each role is made and granted, every need is covered; without any one permission of a role,
/// and without any one of its grants, some need is not.
#[test]
fn nothing_can_be_left_out_of_it_and_everything_passes_with_it() {
    let (mut world, id, _) = dialler();
    world.needs(id, "post_outbound_campaigns", named("Retail"), "a campaign");
    world.needs(id, "patch_user", Place::Home, "a person");
    let found = least(&world, id).roles;
    let wanted: Vec<(Vec<String>, Vec<Reach>)> = found.into_iter().map(|role| (role.permissions, role.reaches)).collect();
    assert!(wanted.len() >= 3, "{wanted:?}");
    assert!(passes(&world, id, &wanted));
    for (at, (permissions, reaches)) in wanted.iter().enumerate() {
        for permission in permissions {
            let mut less = wanted.clone();
            less[at].0.retain(|other| other != permission);
            assert!(!passes(&world, id, &less), "{permission}");
        }
        for reach in reaches {
            let mut less = wanted.clone();
            less[at].1.retain(|other| other != reach);
            assert!(!passes(&world, id, &less), "{reach}");
        }
    }
}

/// Whether everything passes in a world in which a client of the same name and workload holds just this.
fn passes(world: &World, id: Id<Client>, roles: &[(Vec<String>, Vec<Reach>)]) -> bool {
    let circumstances = Circumstances { now: NOW, entropy: Entropy::from_seed([3; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(&world.draft, Catalog::builtin(), circumstances);
    let (other, _) = postern_testkit::build::client(&mut draft, "Other", GrantType::ClientCredentials);
    for (at, (permissions, reaches)) in roles.iter().enumerate() {
        let permissions: Vec<&str> = permissions.iter().map(String::as_str).collect();
        let role = postern_testkit::build::role(&mut draft, &format!("just {at}"), &permissions);
        for reach in reaches {
            postern_testkit::build::grant(&mut draft, postern_testkit::build::client_subject(other), role, *reach);
        }
    }
    let found = postern_workload::cover(Catalog::builtin(), &draft, other, &world.workloads[&id], NOW);
    found.iter().all(postern_workload::Coverage::is_covered)
}

/// `directory:organization:admin` would do for all three, and opens the whole organization.
#[test]
fn admin_is_no_answer_where_another_permission_will_do() {
    let mut world = World::new();
    let id = world.machine("Sync");
    for operation in ["patch_user", "delete_user", "post_user_invite"] {
        world.needs(id, operation, Place::Everywhere, "people");
    }
    let found = least(&world, id);
    assert_eq!(found.roles[0].permissions, ["directory:user:delete", "directory:user:edit", "directory:user:setPassword"]);
    assert!(found.smallest);
}

#[test]
fn there_is_none_for_persons_clients_or_without_a_workload() {
    let mut world = World::new();
    let (desktop, reporting) = (world.client("Desktop", GrantType::Code), world.machine("Reporting"));
    let error = |id| least_privilege(&world.inputs(&world.draft), world.draft.client(id).unwrap()).unwrap_err().to_string();
    assert_eq!(error(desktop), "`Desktop` acts as a person (CODE): its rights are that person's");
    assert_eq!(error(reporting), "nobody says what it has to be able to do, and it called nothing within 30 days");
}
