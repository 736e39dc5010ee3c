use postern_workload::Place;

use crate::world::World;

fn made(what: &str) -> World {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.needs(id, "post_oauth_clients", Place::Unsaid, what);
    world
}

#[test]
fn fires_for_a_secret_that_is_left_behind() {
    let text = "Pipeline: `expose_client_secret` leaves the secret of a new client in the state";
    made("genesyscloud_oauth_client.a, create (expose_client_secret)").says("TF-02", &[text]);
    let text = "Pipeline: `directory_client_secret` leaves the secret of a new client in a file";
    made("genesyscloud_oauth_client.a, create (directory_client_secret)").says("TF-02", &[text]);
}

#[test]
fn cannot_tell_where_the_attributes_were_not_read() {
    let why = "makes OAuth clients; whether `expose_client_secret` or `directory_client_secret` is set was not read";
    made("genesyscloud_oauth_client.a, create").says("TF-02", &[&format!("? Pipeline: {why}")]);
}

#[test]
fn does_not_fire_without_clients() {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.needs(id, "post_routing_queues", Place::Unsaid, "genesyscloud_routing_queue.a, create");
    world.silent("TF-02");
}
