use postern_model::GrantType;

use crate::world::World;

#[test]
fn fires_for_the_implicit_grant_with_its_end() {
    let mut world = World::new();
    world.client("Wallboard", GrantType::Token);
    world.says("CLI-02", &["Wallboard: the implicit grant ends on 2027-03-01"]);
}

#[test]
fn does_not_fire_for_other_grants() {
    let mut world = World::new();
    world.client("Desktop", GrantType::Code);
    world.silent("CLI-02");
}
