use postern_workload::effects::Effect;

use crate::world::World;

fn leaving(effect: Effect) -> World {
    let mut world = World::new();
    let id = world.machine("Pipeline");
    world.leaves(id, "genesyscloud_oauth_client.a", effect);
    world
}

#[test]
fn fires_for_a_secret_that_is_left_behind() {
    let text = "Pipeline: `genesyscloud_oauth_client.a`: a secret comes to stand in Terraform's state";
    leaving(Effect::SecretInState).says("TF-02", &[text]);
    let text = "Pipeline: `genesyscloud_oauth_client.a`: the client's secret is written to a file";
    leaving(Effect::SecretInFile).says("TF-02", &[text]);
}

#[test]
fn does_not_fire_for_a_secret_that_the_platform_keeps_itself() {
    leaving(Effect::SecretInCredential).silent("TF-02");
}
