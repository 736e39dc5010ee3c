use postern_model::Fact;
use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_permissions_that_the_organization_does_not_have() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["routing:queue:view", "gamification:profile:view"], Reach::All);
    world.evidence().permissions = Fact::Known(vec!["routing:queue:view".to_owned()]);
    world.says("PERM-03", &["Pipeline: the role `Pipeline role` names `gamification:profile:view`, which gives nothing here"]);
}

#[test]
fn does_not_fire_for_permissions_that_it_has() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.silent("PERM-03");
}
