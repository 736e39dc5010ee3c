use postern_decide::Question;

use crate::{Scene, question, refusal};

fn scene(networks: &[&str]) -> Scene {
    Scene::new().profile(|profile| {
        profile.authentication.ip_address_allowlist = networks.iter().map(|network| (*network).to_owned()).collect();
    })
}

fn from(scene: &Scene, address: &str) -> String {
    let token = scene.machine_token();
    refusal(&Question { address: address.parse().unwrap(), ..question(&scene.draft, &token, "get_date") })
}

#[test]
fn an_address_off_the_list_is_refused_and_named() {
    let scene = scene(&["203.0.113.0/24"]);
    assert_eq!(
        from(&scene, "198.51.100.7"),
        "401 ip.not.authorized: Requests originating from this IP address are not authorized: [198.51.100.7]"
    );
    assert_eq!(
        from(&scene, "2001:db8::1"),
        "401 ip.not.authorized: Requests originating from this IP address are not authorized: [2001:db8::1]"
    );
    assert_eq!(from(&scene, "203.0.113.200"), "allowed");
}

#[test]
fn an_empty_list_refuses_nobody() {
    assert_eq!(from(&scene(&[]), "198.51.100.7"), "allowed");
}
