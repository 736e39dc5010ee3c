use postern_audit::State;
use postern_model::Fact;
use postern_model::evidence::Integration;

use crate::world::World;

fn integration(kind: &str, state: &str) -> Integration {
    Integration { id: "i1".to_owned(), name: "Alerts".to_owned(), kind: kind.to_owned(), state: state.to_owned(), client: None }
}

#[test]
fn fires_for_an_enabled_chat_webhook() {
    let mut world = World::new();
    world.evidence().integrations = Fact::Known(vec![integration("webhook", "ENABLED")]);
    world.says("INT-01", &["Alerts: integrations of type `webhook` need password authentication"]);
}

#[test]
fn does_not_fire_for_others_or_disabled_ones() {
    let mut world = World::new();
    world.evidence().integrations = Fact::Known(vec![integration("webhook", "DISABLED"), integration("purecloud-data-actions", "ENABLED")]);
    world.silent("INT-01");
}

#[test]
fn cannot_tell_without_the_integrations() {
    let mut world = World::new();
    world.evidence().integrations = Fact::Unknown("403".to_owned());
    assert_eq!(world.ask("INT-01")[0].state, State::Unknown { needs: vec!["integrations:integration:view".to_owned()] });
    world.evidence = None;
    world.says("INT-01", &["? Sample: the snapshot holds the access state only; collect it anew with `postern snapshot`"]);
}
