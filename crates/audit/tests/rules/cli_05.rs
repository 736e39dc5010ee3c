use postern_model::ClientState;
use postern_model::Reach;

use crate::world::{World, ago};

#[test]
fn fires_for_disabled_and_inactive_clients() {
    let mut world = World::new();
    let alerts = world.machine_with("Alerts", &["routing:queue:view"], Reach::All);
    let old = world.machine_with("Old", &["routing:queue:view"], Reach::All);
    world.edit_client(alerts, |client| client.state = ClientState::Disabled);
    world.edit_client(old, |client| client.state = ClientState::Inactive);
    world.says(
        "CLI-05",
        &[
            "Alerts: is disabled: it gets no tokens, and those that it has are refused; it still holds its roles",
            "Old: is inactive: it gets no tokens, and is to be deleted; it still holds its roles",
        ],
    );
}

#[test]
fn what_to_do_depends_on_the_state() {
    let mut world = World::new();
    let id = world.machine_with("Alerts", &["routing:queue:view"], Reach::All);
    let mut remedy = |state| {
        world.edit_client(id, |client| client.state = state);
        world.ask("CLI-05").remove(0).remedy
    };
    let disabled = remedy(ClientState::Disabled);
    assert!(disabled.text.contains("`bad.client.state`") && disabled.text.contains("ask support"), "{}", disabled.text);
    assert!(!disabled.text.contains("`active`") && disabled.api.is_none(), "no call edits it: {disabled:?}");
    let inactive = remedy(ClientState::Inactive);
    assert!(inactive.text.contains("set `state` back to `active`") && !inactive.text.contains("support"), "{}", inactive.text);
    assert!(inactive.api.is_some_and(|api| api.starts_with("PUT ")));
}

#[test]
fn does_not_fire_for_active_clients() {
    let mut world = World::new();
    world.machine("Pipeline");
    world.silent("CLI-05");
}

#[test]
fn does_not_fire_for_one_that_nobody_asks_for_and_that_holds_nothing_or_will_be_gone() {
    let mut world = World::new();
    let (empty, leaving) = (world.machine("Empty"), world.machine_with("Leaving", &["routing:queue:view"], Reach::All));
    world.edit_client(empty, |client| client.state = ClientState::Disabled);
    world.edit_client(leaving, |client| (client.state, client.date_to_delete) = (ClientState::Inactive, Some(ago(-3))));
    world.silent("CLI-05");
    world.list("Empty");
    world.says("CLI-05", &["Empty: is disabled: it gets no tokens, and those that it has are refused"]);
}
