use postern_model::GrantType;
use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_a_machine_without_a_role() {
    let mut world = World::new();
    world.machine("Webhook");
    world.says("CLI-04", &["Webhook: holds no role: every operation that wants a permission is refused"]);
}

#[test]
fn does_not_fire_for_one_with_a_role_or_for_peoples_grants() {
    let mut world = World::new();
    world.machine_with("Reporting", &["routing:queue:view"], Reach::All);
    world.client("Desktop", GrantType::Code);
    world.silent("CLI-04");
}
