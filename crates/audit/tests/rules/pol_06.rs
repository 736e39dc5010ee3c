use postern_audit::policy::Waiver;

use crate::world::World;

fn waived(until: &str) -> World {
    let mut world = World::new();
    world.policy().waivers.push(Waiver {
        rule: "CLI-02".to_owned(),
        subject: "Wallboard".to_owned(),
        reason: "is being rebuilt".to_owned(),
        person: "Ada".to_owned(),
        until: until.parse().unwrap(),
        unknown: false,
    });
    world
}

#[test]
fn fires_the_day_after() {
    waived("2026-05-31").says("POL-06", &["CLI-02 of Wallboard: the waiver of Ada ended on 2026-05-31"]);
}

#[test]
fn does_not_fire_on_the_last_day() {
    waived("2026-06-01").silent("POL-06");
}
