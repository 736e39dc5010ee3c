use postern_audit::Severity;
use postern_model::GrantType;
use postern_workload::{Place, effects::Effect};

use crate::world::World;

#[test]
fn fires_for_a_person_who_makes_clients() {
    let mut world = World::new();
    let id = world.client("Terraform by hand", GrantType::Code);
    world.leaves(id, "genesyscloud_oauth_client.a", Effect::RolesForRunner);
    let text = "runs Terraform as a person: making an OAuth client first grants that client's roles to the person, and leaves them";
    world.says("TF-01", &[&format!("Terraform by hand: {text}")]);
}

#[test]
fn fires_for_roles_and_clients_in_one_run() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.leaves(id, "genesyscloud_oauth_client.a", Effect::RolesForRunner);
    world.needs(id, "post_authorization_roles", Place::Unsaid, "genesyscloud_auth_role.a, create");
    assert_eq!(world.ask("TF-01")[0].severity, Severity::Low);
}

#[test]
fn does_not_fire_for_a_machine_that_makes_clients_only() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.leaves(id, "genesyscloud_oauth_client.a", Effect::RolesForRunner);
    world.silent("TF-01");
}
