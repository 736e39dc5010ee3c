use postern_model::ClientState;

use crate::world::{World, ago};

#[test]
fn fires_for_a_client_with_a_last_day() {
    let mut world = World::new();
    let old = world.machine("Old");
    world.edit_client(old, |client| client.date_to_delete = Some(ago(-3)));
    world.says("CLI-06", &["Old: will be gone on 2026-06-04"]);
}

#[test]
fn does_not_fire_without_one() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.silent("CLI-06");
}

#[test]
fn does_not_fire_for_one_that_is_off_and_that_nobody_asks_for() {
    let mut world = World::new();
    let old = world.machine("Old");
    world.edit_client(old, |client| (client.state, client.date_to_delete) = (ClientState::Inactive, Some(ago(-3))));
    world.silent("CLI-06");
    world.list("Old");
    world.says("CLI-06", &["Old: will be gone on 2026-06-04"]);
}
