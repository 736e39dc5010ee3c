use postern_decide::{Missing, Question, Target, Verdict};
use postern_model::Reach;
use postern_testkit::build;

use crate::{Scene, question, refusal, verdict};

/// Needs ALL of `authorization:division:add` and `authorization:grant:add`.
const NAME: &str = "post_authorization_divisions";

fn machine(scene: &Scene) -> String {
    refusal(&question(&scene.draft, &scene.machine_token(), NAME))
}

#[test]
fn only_what_is_missing_is_listed() {
    assert_eq!(
        machine(&Scene::new()),
        "403 missing.permissions: Unable to perform the requested action. You are missing the following permission(s): \
         [authorization:division:add, authorization:grant:add]"
    );
    assert_eq!(
        machine(&Scene::new().grant(&["authorization:division:add"], Reach::All)),
        "403 missing.permissions: Unable to perform the requested action. You are missing the following permission(s): \
         [authorization:grant:add]"
    );
}

#[test]
fn all_of_them_suffice_even_from_several_roles_and_divisions() {
    let scene = Scene::new();
    let office = Reach::Division(scene.office);
    let scene = scene.grant(&["authorization:division:add"], office).grant(&["authorization:grant:add"], Reach::All);
    assert_eq!(machine(&scene), "allowed");
}

#[test]
fn bare_admin_stands_in_only_where_the_setting_says_so() {
    let scene = Scene::new().grant(&["admin"], Reach::All);
    assert!(machine(&scene).starts_with("403 missing.permissions"));
    assert_eq!(machine(&scene.profile(|profile| profile.settings.permissions_admin_overrides_all = true)), "allowed");
}

/// A condition is not worked out: what is held under one alone is open, in each division for itself.
#[test]
fn what_is_held_under_a_condition_alone_is_open() {
    let mut scene = Scene::new();
    let role = build::role(&mut scene.draft, "Bound", &["directory:user:delete"]);
    let mut bound = scene.draft.role(role).unwrap().clone();
    bound.policies[0].resource_condition_node = Some(serde_json::json!({ "conjunction": "AND" }));
    scene.draft.put_role(bound);
    build::grant(&mut scene.draft, build::client_subject(scene.machine), role, Reach::All);
    let token = scene.machine_token();
    let open = |scene: &Scene, target: Target| match verdict(&Question { target, ..question(&scene.draft, &token, "delete_user") }) {
        Verdict::Allow => false,
        Verdict::Unknown(Missing::Conditions(_)) => true,
        other => panic!("{other:?}"),
    };
    assert!(open(&scene, Target::None) && open(&scene, Target::One(scene.office)));
    let free = build::role(&mut scene.draft, "Free", &["directory:user:delete"]);
    let office = scene.office;
    build::grant(&mut scene.draft, build::client_subject(scene.machine), free, Reach::Division(office));
    let home = scene.draft.home();
    assert!(!open(&scene, Target::One(office)) && open(&scene, Target::One(home)));
}
