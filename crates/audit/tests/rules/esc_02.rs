use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_each_way_in_that_it_may_change() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["sso:provider:delete", "directory:user:setPassword"], Reach::All);
    world.says("ESC-02", &["Pipeline: may delete an identity provider; set people's passwords"]);
}

#[test]
fn does_not_fire_for_who_only_looks() {
    let mut world = World::new();
    world.machine_with("Auditor", &["sso:provider:view"], Reach::All);
    world.silent("ESC-02");
}
