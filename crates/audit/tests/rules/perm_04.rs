use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_what_nothing_needs() {
    let mut world = World::new();
    let id = world.machine_with("Reporting", &["routing:queue:view", "routing:queue:delete"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 40, 1);
    world.says("PERM-04", &["Reporting: nothing that it does needs 1 of its 2 permissions: `routing:queue:delete`"]);
}

#[test]
fn cannot_tell_without_a_workload() {
    let mut world = World::new();
    world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    let why = "nobody says what it has to be able to do, and it called nothing within 30 days";
    world.says("PERM-04", &[&format!("? Reporting: whether it needs its 1 permissions cannot be told: {why}")]);
}

#[test]
fn does_not_fire_where_everything_is_needed() {
    let mut world = World::new();
    let id = world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.called(id, "GET", "api/v2/routing/queues", 40, 0);
    world.silent("PERM-04");
}
