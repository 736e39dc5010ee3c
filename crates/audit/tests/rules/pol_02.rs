use crate::world::World;

#[test]
fn fires_for_a_listed_client_that_is_gone_or_not_the_only_one() {
    let mut world = World::new();
    world.list("Gone");
    world.list("Twin");
    world.machine("Twin");
    world.machine("Twin");
    world.says(
        "POL-02",
        &[
            "Gone: the policy lists it, and the organization has no such client",
            "Twin: the policy lists it by name, and 2 clients have that name: list the right one by its id",
        ],
    );
}

#[test]
fn does_not_fire_for_a_client_that_is_there() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.machine("Pipeline");
    world.list("Pipeline").id = Some(id);
    world.silent("POL-02");
}
