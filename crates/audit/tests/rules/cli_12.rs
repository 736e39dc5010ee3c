use postern_model::{ClientState, Fact, GrantType, evidence::Authorization};
use postern_org::Part;
use uuid::Uuid;

use crate::world::World;

const TEXT: &str = "is not of this organization, may act here for its people, and no `[[client]]` of the policy lists it";
const ID: Uuid = Uuid::from_u128(0xa11);

fn let_in(world: &mut World, client: Uuid, name: &str, state: Option<&str>, own: ClientState) {
    let (client, name, state) = (client.to_string(), Some(name.to_owned()), state.map(str::to_owned));
    if let Fact::Known(all) = &mut world.evidence().authorizations {
        all.push(Authorization { client, name, state, client_state: Some(own) });
    }
}

#[test]
fn fires_for_a_client_of_others_that_stands_authorized_and_is_not_listed() {
    let mut world = World::new();
    let_in(&mut world, ID, "Shift planner", Some("Authorized"), ClientState::Active);
    let_in(&mut world, Uuid::from_u128(2), "Old planner", None, ClientState::Disabled);
    world.says("CLI-12", &[&format!("Shift planner: {TEXT}"), &format!("Old planner: {TEXT}; its own state is `disabled`")]);
    let found = &world.ask("CLI-12")[0];
    assert!(found.remedy.text.ends_with(&format!("[[client]]\nid = \"{ID}\"\nowner = \"…\"\npurpose = \"…\"")), "{}", found.remedy.text);
}

#[test]
fn does_not_fire_for_a_listed_client_by_id_or_by_name_which_is_then_not_missing_either() {
    let mut world = World::new();
    let_in(&mut world, ID, "Shift planner", Some("Authorized"), ClientState::Active);
    world.list("shift PLANNER");
    world.silent("CLI-12");
    world.silent("POL-02");
    world.policy().clients.clear();
    world.list("another name").id = Some(postern_model::Id::new(ID));
    world.silent("CLI-12");
    world.silent("POL-02");
}

#[test]
fn does_not_fire_for_own_clients_or_for_what_does_not_stand() {
    let mut world = World::new();
    let own = world.client("Desktop", GrantType::Code);
    let_in(&mut world, own.uuid(), "Desktop", Some("Authorized"), ClientState::Active);
    for (number, state) in ["Requested", "Revoked", "Unauthorized"].into_iter().enumerate() {
        let_in(&mut world, Uuid::from_u128(number as u128), state, Some(state), ClientState::Active);
    }
    world.silent("CLI-12");
}

#[test]
fn cannot_tell_where_authorizations_or_clients_could_not_be_read() {
    let mut world = World::new();
    world.evidence().authorizations = Fact::Unknown("403 `missing.any.permissions`".to_owned());
    world.says("CLI-12", &["? Sample: authorizations of clients could not be read: 403 `missing.any.permissions`"]);
    assert!(world.ask("CLI-12")[0].remedy.text.contains("`oauth:client:authorize`"));
    world.evidence().authorizations = Fact::Known(Vec::new());
    assert!(!world.ask_without("CLI-12", Part::Clients).is_empty());
}
