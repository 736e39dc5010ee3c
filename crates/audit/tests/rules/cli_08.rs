use postern_model::Reach;
use postern_testkit::build;

use crate::world::World;

#[test]
fn fires_for_clients_that_may_do_the_same() {
    let mut world = World::new();
    let role = world.role("Reader", &["routing:queue:view"]);
    for name in ["One", "Two"] {
        let id = world.machine(name);
        world.give(build::client_subject(id), role, Reach::All);
    }
    world.says("CLI-08", &["One: holds the same roles in the same divisions as `Two`"]);
}

#[test]
fn does_not_fire_for_other_divisions_or_no_roles() {
    let mut world = World::new();
    let role = world.role("Reader", &["routing:queue:view"]);
    let (one, two, home) = (world.machine("One"), world.machine("Two"), world.draft.home());
    world.give(build::client_subject(one), role, Reach::All);
    world.give(build::client_subject(two), role, Reach::Division(home));
    world.machine("Three");
    world.machine("Four");
    world.silent("CLI-08");
}
