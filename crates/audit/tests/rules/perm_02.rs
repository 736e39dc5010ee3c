use postern_model::Division;
use postern_model::Id;
use postern_model::Reach;
use postern_testkit::build;
use postern_workload::Place;

use crate::world::World;

fn dialler(reach: impl Fn(Id<Division>, Id<Division>) -> Reach) -> World {
    let mut world = World::new();
    let (retail, collections) = (build::division(&mut world.draft, "Retail"), build::division(&mut world.draft, "Collections"));
    let id = world.machine_with("Dialler", &["routing:queue:*"], reach(retail, collections));
    world.needs(id, "post_routing_queues", Place::Named("Collections".to_owned()), "a queue");
    world
}

#[test]
fn fires_for_a_grant_in_another_division() {
    let text = "Dialler: `POST /api/v2/routing/queues` is needed in `Collections`, and may be done in `Retail` only";
    dialler(|retail, _| Reach::Division(retail)).says("PERM-02", &[text]);
}

#[test]
fn does_not_fire_for_a_grant_there_or_everywhere() {
    dialler(|_, collections| Reach::Division(collections)).silent("PERM-02");
    dialler(|_, _| Reach::All).silent("PERM-02");
}
