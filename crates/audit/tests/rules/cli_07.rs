use postern_model::UserState;
use uuid::Uuid;

use crate::world::World;

#[test]
fn fires_when_the_author_is_inactive_or_unknown() {
    let mut world = World::new();
    let (a, b, gregor) = (world.machine("A"), world.machine("B"), world.person("Gregor"));
    world.edit_person(gregor, |user| user.state = UserState::Inactive);
    world.edit_client(a, |client| client.created_by = Some(gregor.uuid()));
    world.edit_client(b, |client| client.created_by = Some(Uuid::from_u128(99)));
    let unknown = "B: was made by 00000000-0000-0000-0000-000000000063, who is not among the people of this organization";
    world.says("CLI-07", &["A: was made by `Gregor`, who is inactive", unknown]);
}

#[test]
fn does_not_fire_for_active_authors_or_clients_as_authors() {
    let mut world = World::new();
    let (a, b, anna) = (world.machine("A"), world.machine("B"), world.person("Anna"));
    world.edit_client(a, |client| client.created_by = Some(anna.uuid()));
    world.edit_client(b, |client| client.created_by = Some(a.uuid()));
    world.silent("CLI-07");
}
