use postern_model::Reach;

use crate::{Scene, question, refusal};

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
