//! The smallest role: it covers the workload, nothing can be left out, and one permission serves lists of which one suffices.

use postern_audit::{Least, View, least_privilege};
use postern_catalog::{Catalog, Need};
use postern_model::{Client, GrantType, Id, Reach};
use postern_workload::Place;

use crate::world::World;

fn least(world: &World, id: Id<Client>) -> Least {
    let client = world.draft.client(id).unwrap();
    least_privilege(&world.inputs(&world.draft), client).unwrap()
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
    assert!(found.permissions.len() < several.len(), "{} for {}", found.permissions.len(), several.len());
    assert_eq!((found.operations, found.proof.len()), (several.len(), found.permissions.len()));
}

#[test]
fn every_operation_of_the_catalogue_can_be_covered_and_the_cover_is_proven() {
    let catalog = Catalog::builtin();
    for chunk in catalog.operations().chunks(400).step_by(3) {
        let mut world = World::new();
        let id = world.machine("Everything");
        chunk.iter().step_by(9).for_each(|operation| world.needs(id, operation.name, Place::Everywhere, "x"));
        let found = least(&world, id);
        assert_eq!(found.proof.len(), found.permissions.len());
        assert_eq!(found.reaches, [Reach::All]);
    }
}

#[test]
fn the_role_is_held_where_the_workload_is() {
    let mut world = World::new();
    let collections = postern_testkit::build::division(&mut world.draft, "Collections");
    let id = world.machine_with("Dialler", &["routing:*:*"], Reach::All);
    world.needs(id, "post_routing_queues", Place::Named("collections".to_owned()), "a queue");
    assert_eq!(least(&world, id).reaches, [Reach::Division(collections)]);
    world.needs(id, "post_routing_queues", Place::Named("Nowhere".to_owned()), "a queue");
    let client = world.draft.client(id).unwrap();
    let error = least_privilege(&world.inputs(&world.draft), client).unwrap_err();
    assert_eq!(error.to_string(), "no division is called `Nowhere`");
}

#[test]
fn there_is_none_for_persons_clients_or_without_a_workload() {
    let mut world = World::new();
    let (desktop, reporting) = (world.client("Desktop", GrantType::Code), world.machine("Reporting"));
    let error = |id| least_privilege(&world.inputs(&world.draft), world.draft.client(id).unwrap()).unwrap_err().to_string();
    assert_eq!(error(desktop), "`Desktop` acts as a person (CODE): its rights are that person's");
    assert_eq!(error(reporting), "nobody says what it has to be able to do, and it called nothing within 30 days");
}
