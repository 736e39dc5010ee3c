use postern_model::{Fact, GrantType, Id, UserState};

use crate::world::World;

#[test]
fn fires_for_somebody_inactive_and_for_somebody_who_is_not_there() {
    let mut world = World::new();
    let client = world.client("Sync", GrantType::Code);
    let gone = world.person("Gregor Lindt");
    world.edit_person(gone, |user| user.state = UserState::Inactive);
    world.acted(client, gone, 5, 2);
    world.acted(client, gone, 1, 0);
    let nobody = Id::new(uuid::Uuid::from_u128(u128::MAX));
    world.acted(client, nobody, 1, 0);
    let mut said: Vec<String> = world.ask("CLI-13").iter().map(crate::world::line).collect();
    said.sort();
    let expected = [
        "Sync: acted within 30 days for `Gregor Lindt`, who is inactive".to_owned(),
        format!("Sync: acted within 30 days for `{nobody}`, who is not among the people of this organization"),
    ];
    assert_eq!(said, expected);
    let found = world.ask("CLI-13").into_iter().find(|found| found.text.contains("Lindt")).unwrap();
    assert!(found.evidence[0].starts_with("usage: 4 requests for them were answered"), "{:?}", found.evidence);
    assert_eq!(found.remedy.api, Some(format!("DELETE /api/v2/tokens/{gone}")));
}

#[test]
fn does_not_fire_for_active_people_or_for_what_was_refused() {
    let mut world = World::new();
    let client = world.client("Sync", GrantType::Code);
    let (there, gone) = (world.person("Ada Quayle"), world.person("Gregor Lindt"));
    world.edit_person(gone, |user| user.state = UserState::Deleted);
    world.acted(client, there, 5, 0);
    world.acted(client, gone, 3, 3);
    world.silent("CLI-13");
}

#[test]
fn cannot_tell_where_usage_could_not_be_read() {
    let mut world = World::new();
    world.evidence().usage = Fact::Unknown("403".to_owned());
    world.says("CLI-13", &["? Sample: usage could not be read: 403"]);
}
