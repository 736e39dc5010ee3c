use postern_audit::policy::BreakGlass;
use postern_model::evidence::Piece;

use crate::world::{World, ago};

#[test]
fn fires_for_a_password_used_within_the_policys_days() {
    let mut world = World::new();
    let farid = world.person("Farid");
    world.edit_person(farid, |user| user.last_login = Some(ago(2)));
    world.says("PPL-02", &["Farid: signed in with a password on 2026-05-30, within 30 days"]);
}

#[test]
fn does_not_fire_for_old_sign_ins_or_exempt_people() {
    let mut world = World::new();
    let (old, exempt) = (world.person("Old"), world.person("Exempt"));
    world.edit_person(old, |user| user.last_login = Some(ago(31)));
    world.edit_person(exempt, |user| user.last_login = Some(ago(1)));
    world.policy().break_glass.push(BreakGlass { person: "exempt@local.example".to_owned(), reason: "drill".to_owned() });
    world.silent("PPL-02");
}

#[test]
fn does_not_fire_once_no_password_opens_anything() {
    let mut world = World::new();
    let farid = world.person("Farid");
    world.edit_person(farid, |user| user.last_login = Some(ago(2)));
    world.sso_only();
    world.silent("PPL-02");
}

#[test]
fn cannot_tell_when_activity_could_not_be_read() {
    let mut world = World::new();
    world.unread(Piece::Activity);
    world.says("PPL-02", &["? Sample: when people last came in could not be read: 403 `missing.any.permissions`"]);
}
