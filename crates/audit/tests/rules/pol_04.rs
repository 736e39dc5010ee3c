use postern_model::GrantType;
use postern_model::policy::MachineGrant;

use crate::world::World;

#[test]
fn fires_for_a_grant_that_is_not_permitted() {
    let mut world = World::new();
    world.client("Portal", GrantType::Saml2Bearer);
    world.policy().machine_grants = Some(vec![MachineGrant::ClientCredentials]);
    world.says("POL-04", &["Portal: uses the grant `SAML2-BEARER`, which the policy does not permit"]);
}

#[test]
fn does_not_fire_for_permitted_grants_or_without_a_list() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.client("Desktop", GrantType::Code);
    world.policy().machine_grants = Some(vec![MachineGrant::ClientCredentials]);
    world.silent("POL-04");
    world.client("Portal", GrantType::Saml2Bearer);
    world.policy().machine_grants = None;
    world.silent("POL-04");
}
