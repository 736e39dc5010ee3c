use postern_model::GrantType;

use crate::world::World;

const TEXT: &str = "acts as a person: its sign-in and its refresh tokens end when they began with a password";

#[test]
fn fires_for_a_listed_or_evident_program() {
    let mut world = World::new();
    world.client("Callback scheduler", GrantType::Code);
    let sync = world.client("Sync", GrantType::Code);
    let account = world.person("Sync service account");
    world.acted(sync, account, 1, 0);
    world.says("CLI-03", &[&format!("Callback scheduler: {TEXT}"), &format!("Sync: {TEXT}")]);
}

#[test]
fn does_not_fire_for_an_application_that_people_use() {
    let mut world = World::new();
    world.client("Agent desktop", GrantType::Code);
    world.silent("CLI-03");
}
