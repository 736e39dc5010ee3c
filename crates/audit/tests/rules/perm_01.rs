use postern_model::Reach;
use postern_workload::Gap;
use postern_workload::Place;
use postern_workload::Workload;

use crate::world::World;

#[test]
fn fires_for_a_need_without_permission() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.needs(id, "post_routing_queues", Place::Unsaid, "genesyscloud_routing_queue.a, create");
    world.says("PERM-01", &["Pipeline: `POST /api/v2/routing/queues` is refused: 403 `missing.any.permissions`"]);
    assert_eq!(world.ask("PERM-01")[0].evidence[0], "lacks `routing:queue:add`");
}

#[test]
fn cannot_tell_where_a_part_of_the_workload_could_not_be_read() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    let gap = Gap { at: "main.tf:9".to_owned(), why: "the module is remote".to_owned() };
    world.workloads.insert(id, Workload { needs: Vec::new(), gaps: vec![gap] });
    world.says("PERM-01", &["? Pipeline: a part of its workload could not be read: the module is remote"]);
}

#[test]
fn does_not_fire_for_what_is_permitted() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:queue:*"], Reach::All);
    world.needs(id, "post_routing_queues", Place::Unsaid, "genesyscloud_routing_queue.a, create");
    world.called(id, "GET", "api/v2/routing/queues", 4, 0);
    world.silent("PERM-01");
}

#[test]
fn cannot_tell_where_nobody_says_what_it_has_to_do() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    let why = "nobody says what it has to be able to do, and it called nothing within 30 days";
    world.says("PERM-01", &[&format!("? Pipeline: whether it may do what it has to cannot be told: {why}")]);
    world.evidence().usage = postern_model::Fact::Unknown("403".to_owned());
    let why = "nobody says what it has to be able to do, and its usage could not be read";
    world.says("PERM-01", &[&format!("? Pipeline: whether it may do what it has to cannot be told: {why}")]);
}
