use postern_org::demo::certificates;

use crate::world::World;

#[test]
fn fires_for_a_certificate_that_ends_within_the_policys_days() {
    let mut world = World::new();
    world.provider(&[certificates::OKTA]);
    world.policy().thresholds.certificate_days = 8_000;
    world.says("IDP-02", &["Staff: `certificates[0]` ends on 2046-01-01, within 8000 days"]);
}

#[test]
fn does_not_fire_for_one_that_lasts() {
    let mut world = World::new();
    world.provider(&[certificates::OKTA]);
    world.silent("IDP-02");
}
