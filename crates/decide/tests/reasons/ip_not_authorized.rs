use postern_decide::Question;
use postern_model::{Token, evidence::Piece};
use postern_org::Organization;
use postern_testkit::sample;

use crate::{Scene, question, refusal};

fn scene(networks: &[&str]) -> Scene {
    Scene::new().profile(|profile| {
        profile.authentication.ip_address_allowlist = networks.iter().map(|network| (*network).to_owned()).collect();
    })
}

/// Asked from an address that the token was given to.
fn from(scene: &Scene, address: &str) -> String {
    given_to(scene, address, address)
}

fn given_to(scene: &Scene, issued_to: &str, address: &str) -> String {
    let token = Token { address: issued_to.parse().unwrap(), ..scene.machine_token() };
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
fn a_token_remembers_the_address_that_it_was_given_to() {
    let inside = "203.0.113.200";
    let refused = "401 ip.not.authorized: Requests originating from this IP address are not authorized: [198.51.100.7]";
    assert_eq!(given_to(&scene(&["203.0.113.0/24"]), "198.51.100.7", inside), refused);
    assert_eq!(given_to(&scene(&[]), "198.51.100.7", inside), "allowed");
    let forgetful = scene(&["203.0.113.0/24"]).profile(|profile| {
        profile.settings.set("ip-allowlist.issued-elsewhere", "accept").unwrap();
    });
    assert_eq!(given_to(&forgetful, "198.51.100.7", inside), "allowed");
}

#[test]
fn an_empty_list_refuses_nobody() {
    assert_eq!(from(&scene(&[]), "198.51.100.7"), "allowed");
}

#[test]
fn unread_authentication_settings_leave_the_answer_open() {
    let scene = scene(&[]);
    let mut snapshot = scene.draft.snapshot(sample::NOW);
    let mut evidence = sample::evidence();
    evidence.unread.insert(Piece::Authentication, "missing permission `directory:organization:admin`".to_owned());
    snapshot.evidence = Some(evidence);
    let organization = Organization::from_snapshot(scene.draft.catalog, snapshot).unwrap();
    let token = scene.machine_token();
    assert_eq!(refusal(&question(&organization, &token, "get_date")), "Part(Authentication)");
    // A copy of the copy has forgotten nothing.
    let copy = Organization::from_snapshot(scene.draft.catalog, organization.snapshot(sample::NOW)).unwrap();
    assert_eq!(refusal(&question(&copy, &token, "get_date")), "Part(Authentication)");
}
