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

#[test]
fn cannot_tell_where_the_workload_names_nothing() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.workloads.insert(id, Workload::default());
    let why = "whether it may do what it has to cannot be told: its workload names no operation";
    world.says("PERM-01", &[&format!("? Pipeline: {why}")]);
}

#[test]
fn cannot_tell_what_a_permission_gives_that_the_organization_does_not_have() {
    let mut world = World::new();
    let id = world.machine_with("Pipeline", &["routing:queue:*"], Reach::All);
    world.needs(id, "get_routing_queues", Place::Unsaid, "a list");
    world.silent("PERM-01");
    world.evidence().permissions = postern_model::Fact::Known(vec!["routing:queue:add".to_owned()]);
    let why = "this organization does not have the permission routing:queue:view, so what holding it gives cannot be told";
    world.says("PERM-01", &[&format!("? Pipeline: `GET /api/v2/routing/queues`: {why}")]);
}

#[test]
fn cannot_tell_where_grants_may_count_by_division_and_the_setting_could_not_be_read() {
    let mut world = World::new();
    let office = postern_testkit::build::division(&mut world.draft, "Office");
    let narrow = world.machine_with("Narrow", &["authorization:grant:add"], Reach::Division(office));
    let wide = world.machine_with("Wide", &["authorization:grant:add"], Reach::All);
    for id in [narrow, wide] {
        world.needs(id, "post_authorization_subject_bulkadd", Place::Home, "a grant");
    }
    world.silent("PERM-01");
    world.unread(postern_model::evidence::Piece::RoleSettings);
    let found = world.ask("PERM-01");
    assert_eq!(found.iter().map(|finding| finding.subject.name.as_str()).collect::<Vec<_>>(), ["Narrow"]);
    assert!(!found[0].is_found() && found[0].text.contains("role settings could not be read"), "{}", found[0].text);
}

#[test]
fn cannot_tell_where_the_permission_is_held_under_a_condition() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    let role = world.role("Queues under a condition", &["routing:queue:view"]);
    let mut bound = world.draft.role(role).unwrap().clone();
    bound.policies[0].resource_condition_node = Some(serde_json::json!({ "conjunction": "AND", "terms": [] }));
    world.draft.put_role(bound);
    world.give(postern_testkit::build::client_subject(id), role, Reach::All);
    world.needs(id, "get_routing_queues", Place::Unsaid, "a list");
    let why = "what allows it is held under a condition alone, which is not worked out here";
    world.says("PERM-01", &[&format!("? Pipeline: `GET /api/v2/routing/queues`: {why}")]);
    let free = world.role("Queues", &["routing:queue:view"]);
    world.give(postern_testkit::build::client_subject(id), free, Reach::All);
    world.silent("PERM-01");
}
