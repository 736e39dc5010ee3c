use postern_model::GrantType;

use crate::world::World;

#[test]
fn fires_for_machines_that_the_policy_does_not_list() {
    let mut world = World::new();
    world.machine("Webhook");
    world.client("Portal", GrantType::Saml2Bearer);
    world.says(
        "POL-01",
        &[
            "Portal: no `[[client]]` of the policy lists it (SAML2-BEARER)",
            "Webhook: no `[[client]]` of the policy lists it (CLIENT-CREDENTIALS)",
        ],
    );
}

#[test]
fn does_not_fire_for_listed_machines_and_peoples_clients() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.list("pipeline");
    world.client("Desktop", GrantType::Code);
    world.silent("POL-01");
}

#[test]
fn cannot_tell_without_a_policy() {
    let mut world = World::new();
    world.policy = None;
    world.says("POL-01", &["? Sample: there is no policy; write one with `postern check --init`"]);
}
