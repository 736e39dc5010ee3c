use postern_model::ClientState;
use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_disabled_and_inactive_clients() {
    let mut world = World::new();
    let alerts = world.machine_with("Alerts", &["routing:queue:view"], Reach::All);
    let old = world.machine("Old");
    world.edit_client(alerts, |client| client.state = ClientState::Disabled);
    world.edit_client(old, |client| client.state = ClientState::Inactive);
    world.says(
        "CLI-05",
        &[
            "Alerts: is disabled: it gets no tokens, and those that it has are refused; it still holds its roles",
            "Old: is inactive: it gets no tokens, and is to be deleted",
        ],
    );
}

#[test]
fn does_not_fire_for_active_clients() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.silent("CLI-05");
}
