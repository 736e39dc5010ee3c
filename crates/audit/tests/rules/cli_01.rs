use postern_model::GrantType;

use crate::world::World;

#[test]
fn fires_for_the_password_grant() {
    let mut world = World::new();
    world.client("Kiosk", GrantType::Password);
    world.says("CLI-01", &["Kiosk: signs in with a person's password: stops when single sign-on is the only way in"]);
    world.sso_only();
    world.says("CLI-01", &["Kiosk: signs in with a person's password: gets no token any more"]);
}

#[test]
fn does_not_fire_for_other_grants() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.client("Desktop", GrantType::Code);
    world.silent("CLI-01");
}
