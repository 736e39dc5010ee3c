use postern_audit::Severity;
use postern_model::GrantType;
use postern_workload::Place;

use crate::world::World;

const MADE: &str = "genesyscloud_oauth_client.a, create";

#[test]
fn fires_for_a_person_who_makes_clients() {
    let mut world = World::new();
    let id = world.client("Terraform by hand", GrantType::Code);
    world.needs(id, "post_oauth_clients", Place::Unsaid, MADE);
    let text = "runs Terraform as a person: making an OAuth client first grants that client's roles to the person, and leaves them";
    world.says("TF-01", &[&format!("Terraform by hand: {text}")]);
}

#[test]
fn fires_for_roles_and_clients_in_one_run() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.needs(id, "post_oauth_clients", Place::Unsaid, MADE);
    world.needs(id, "post_authorization_roles", Place::Unsaid, "genesyscloud_auth_role.a, create");
    assert_eq!(world.ask("TF-01")[0].severity, Severity::Low);
}

#[test]
fn does_not_fire_for_a_machine_that_makes_clients_only_or_calls_the_operation_itself() {
    let mut world = World::new();
    let (pipeline, script) = (world.machine("Pipeline"), world.client("Script", GrantType::Code));
    world.needs(pipeline, "post_oauth_clients", Place::Unsaid, MADE);
    world.needs(script, "post_oauth_clients", Place::Unsaid, "POST /api/v2/oauth/clients");
    world.silent("TF-01");
}
