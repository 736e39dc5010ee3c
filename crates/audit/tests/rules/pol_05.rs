use crate::world::World;

#[test]
fn fires_while_nobody_answers() {
    let mut world = World::new();
    world.list("Pipeline").owner = "unknown".to_owned();
    world.says("POL-05", &["Pipeline: its owner is unknown"]);
}

#[test]
fn does_not_fire_once_somebody_does() {
    let mut world = World::new();
    world.list("Pipeline");
    world.silent("POL-05");
}
