use postern_org::demo::certificates;

use crate::world::World;

#[test]
fn fires_for_what_is_no_certificate() {
    let mut world = World::new();
    world.provider(&[certificates::OKTA, "AAAA"]);
    world.says("IDP-01", &["Staff: `certificates[1]` is not an X.509 certificate"]);
}

#[test]
fn does_not_fire_for_a_valid_one() {
    let mut world = World::new();
    world.provider(&[certificates::OKTA]);
    world.silent("IDP-01");
}
