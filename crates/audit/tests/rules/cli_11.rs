use crate::world::World;

fn calls_from(networks: &[&str], list: &[&str]) -> World {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let mut world = World::new();
    world.machine("Pipeline");
    world.list("Pipeline").networks = texts(networks);
    let mut profile = world.draft.profile().clone();
    profile.authentication.ip_address_allowlist = texts(list);
    world.draft.put_profile(profile).unwrap();
    world
}

#[test]
fn fires_for_networks_that_are_not_on_the_list() {
    let text =
        "Pipeline: calls from 198.51.100.0/24, 203.0.112.0/23, which the IP address allowlist does not hold: 401 `ip.not.authorized`";
    calls_from(&["198.51.100.0/24", "203.0.113.9", "203.0.112.0/23"], &["203.0.113.0/24"]).says("CLI-11", &[text]);
}

#[test]
fn does_not_fire_for_networks_on_the_list_or_without_a_list() {
    calls_from(&["203.0.113.0/25"], &["203.0.113.0/24"]).silent("CLI-11");
    calls_from(&["198.51.100.0/24"], &[]).silent("CLI-11");
}
