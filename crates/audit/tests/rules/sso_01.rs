use postern_audit::State;
use postern_model::evidence::Piece;
use postern_model::policy::People;

use crate::world::World;

#[test]
fn fires_while_people_can_sign_in_with_passwords() {
    let mut world = World::new();
    world.says("SSO-01", &["Sample: people can sign in with the platform's own login and a password"]);
    world.unread(Piece::NativeLogin);
    world.says("SSO-01", &["? Sample: whether the platform's own login is on could not be read: 403 `missing.any.permissions`"]);
    assert_eq!(world.ask("SSO-01")[0].state, State::Unknown { needs: vec!["sso:provider:view".to_owned()] });
}

#[test]
fn cannot_tell_where_nothing_shows_the_switch() {
    let mut world = World::new();
    let mut profile = world.draft.profile().clone();
    profile.settings.set("sso.switch", "none").unwrap();
    world.draft.put_profile(profile).unwrap();
    world.says("SSO-01", &["? Sample: the setting `sso.switch` is `none`: nothing that the API shows is taken for the switch"]);
}

#[test]
fn does_not_fire_with_the_switch_on_or_where_the_policy_lets_passwords_in() {
    let mut world = World::new();
    world.sso_only();
    world.silent("SSO-01");
    let mut world = World::new();
    world.policy().people = People::Any;
    world.silent("SSO-01");
}
