use postern_model::ClientState;
use postern_model::Reach;
use postern_testkit::build;

use crate::world::World;

#[test]
fn fires_for_who_may_make_clients_and_secrets() {
    let mut world = World::new();
    world.machine_with("Minter", &["oauth:client:add"], Reach::All);
    let rotator = world.machine("Rotator");
    let role = world.role("Rotate", &["oauth:client:edit"]);
    world.give(build::client_subject(rotator), role, Reach::All);
    let other = world.machine("Other");
    world.give(build::client_subject(other), role, Reach::All);
    world.edit_client(other, |client| client.state = ClientState::Disabled);
    world.says(
        "ESC-03",
        &[
            "Minter: may make clients with its own roles: they stay when it is deleted",
            "Rotator: may make new secrets for clients whose roles it holds: that shuts out who uses them",
        ],
    );
    assert!(world.ask("ESC-03")[1].evidence.contains(&"clients whose roles it holds: `Other`".to_owned()));
}

#[test]
fn does_not_fire_for_who_only_looks() {
    let mut world = World::new();
    world.machine_with("Auditor", &["oauth:client:view"], Reach::All);
    world.silent("ESC-03");
}
