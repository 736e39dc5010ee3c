use crate::world::World;

fn allow(world: &mut World, networks: &[&str]) {
    let mut profile = world.draft.profile().clone();
    profile.authentication.ip_address_allowlist = networks.iter().map(|network| (*network).to_owned()).collect();
    world.draft.put_profile(profile).unwrap();
}

#[test]
fn fires_for_an_empty_list() {
    World::new().says("ORG-01", &["Sample: the IP address allowlist is empty: a stolen secret works from anywhere"]);
}

#[test]
fn does_not_fire_for_a_list() {
    let mut world = World::new();
    allow(&mut world, &["203.0.113.0/24"]);
    world.silent("ORG-01");
}
