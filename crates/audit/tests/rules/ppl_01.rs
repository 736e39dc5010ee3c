use postern_model::UserState;

use crate::world::World;

#[test]
fn fires_for_addresses_that_the_provider_does_not_know() {
    let mut world = World::new();
    let vera = world.person("Vera");
    world.edit_person(vera, |user| user.email = "vera@consulting.example".to_owned());
    world.policy().email_domains = vec!["local.example".to_owned()];
    world.says("PPL-01", &["Vera: the address is in `consulting.example`, which the identity provider does not know"]);
}

#[test]
fn cannot_tell_while_the_policy_names_no_domain() {
    World::new().says("PPL-01", &["? Sample: the policy does not say which e-mail domains the identity provider knows"]);
}

#[test]
fn does_not_fire_for_an_outside_id_or_an_inactive_person() {
    let mut world = World::new();
    let (vera, gone) = (world.person("Vera"), world.person("Gone"));
    world.edit_person(vera, |user| {
        user.email = "vera@consulting.example".to_owned();
        let mut ids = postern_org::ExternalIds::default();
        ids.set("okta", Some("00u1"));
        ids.keep(&mut user.other);
    });
    world.edit_person(gone, |user| {
        user.email = "gone@elsewhere.example".to_owned();
        user.state = UserState::Inactive;
    });
    world.policy().email_domains = vec!["local.example".to_owned()];
    world.silent("PPL-01");
}
