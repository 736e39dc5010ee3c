use postern_decide::{Question, Target};
use postern_model::{Fact, Reach};
use postern_org::{Organization, Part};

use crate::{Scene, question, refusal};

/// Needs `directory:user:setPassword`.
const NAME: &str = "post_user_password";

/// `permission` in the office, asked of something in `target`.
fn machine(permissions: &[&str], name: &str, target: fn(&Scene) -> Target) -> String {
    let scene = Scene::new();
    let office = Reach::Division(scene.office);
    let scene = scene.grant(permissions, office);
    refusal(&Question { target: target(&scene), ..question(&scene.draft, &scene.machine_token(), name) })
}

fn home(scene: &Scene) -> Target {
    Target::One(scene.draft.home())
}

fn office(scene: &Scene) -> Target {
    Target::One(scene.office)
}

#[test]
fn a_permission_held_in_another_division_is_named() {
    assert_eq!(
        machine(&["directory:user:setPassword"], NAME, home),
        "403 missing.division.permission: Unable to perform the requested action. You are missing the following permission \
         'directory:user:setPassword' in the provided division(s)."
    );
}

#[test]
fn a_permission_held_in_the_division_suffices() {
    assert_eq!(machine(&["directory:user:setPassword"], NAME, office), "allowed");
}

#[test]
fn what_touches_no_division_needs_the_permission_anywhere() {
    assert_eq!(machine(&["directory:user:setPassword"], NAME, |_| Target::None), "allowed");
}

#[test]
fn of_several_divisions_each_must_be_permitted() {
    let both = |scene: &Scene| Target::Many(vec![scene.office, scene.draft.home()]);
    assert!(machine(&["directory:user:setPassword"], NAME, both).starts_with("403 missing.division.permission"));
}

#[test]
fn of_an_all_list_the_first_that_is_missing_there_is_named() {
    let scene = Scene::new();
    let office = Reach::Division(scene.office);
    let scene = scene.grant(&["authorization:division:add"], Reach::All).grant(&["authorization:grant:add"], office);
    let token = scene.machine_token();
    let asked = question(&scene.draft, &token, "post_authorization_divisions");
    assert_eq!(
        refusal(&Question { target: home(&scene), ..asked }),
        "403 missing.division.permission: Unable to perform the requested action. You are missing the following permission \
         'authorization:grant:add' in the provided division(s)."
    );
}

#[test]
fn what_is_not_held_at_all_is_another_refusal() {
    assert!(machine(&["routing:queue:view"], NAME, home).starts_with("403 missing.any.permissions"));
}

#[test]
fn a_target_that_cannot_be_told_leaves_the_answer_open() {
    assert_eq!(machine(&["directory:user:setPassword"], NAME, |_| Target::Unknown(Part::Users)), "Part(Users)");
}

#[test]
fn unread_grants_leave_the_answer_open_even_when_divisions_are_checked_first() {
    let scene = Scene::new().profile(|profile| {
        let order = "division,ip,rate,route,scope,permission,user-context,policy";
        profile.settings.set("check-order", order).unwrap();
    });
    let mut snapshot = scene.draft.snapshot(scene.draft.now());
    snapshot.grants = Fact::Unknown("403".to_owned());
    let organization = Organization::from_snapshot(scene.draft.catalog, snapshot).unwrap();
    let token = scene.machine_token();
    assert_eq!(refusal(&Question { target: home(&scene), ..question(&organization, &token, NAME) }), "Part(Grants)");
}

#[test]
fn what_is_held_in_every_division_is_held_wherever_the_thing_lives() {
    let scene = Scene::new().grant(&["directory:user:setPassword"], Reach::All);
    let token = scene.machine_token();
    let asked = Question { target: Target::Unknown(Part::Users), ..question(&scene.draft, &token, NAME) };
    assert_eq!(refusal(&asked), "allowed");
}
