use postern_org::Part;
use postern_org::demo::certificates;

use crate::world::{World, line};

#[test]
fn fires_without_a_provider_that_works() {
    let mut world = World::new();
    world.says("SSO-02", &["Sample: there is no identity provider beside the platform's own login"]);
    world.provider(&[]);
    world.says("SSO-02", &["Sample: none of the 1 identity providers lets anybody in"]);
    assert!(world.ask("SSO-02")[0].evidence.contains(&"`Staff`: it has no certificate".to_owned()));
}

#[test]
fn does_not_fire_with_a_provider_that_works() {
    let mut world = World::new();
    world.provider(&[certificates::OKTA]);
    world.silent("SSO-02");
}

#[test]
fn cannot_tell_when_providers_could_not_be_read() {
    let found = World::new().ask_without("SSO-02", Part::Providers);
    assert_eq!(
        found.iter().map(line).collect::<Vec<_>>(),
        ["? Sample: identity providers could not be read: 403 `missing.any.permissions`"]
    );
}
