use postern_decide::{Question, Target};
use postern_model::Reach;

use crate::{Scene, question, refusal};

/// Needs ANY of three permissions, each looked at per division.
const NAME: &str = "patch_user";

#[test]
fn permissions_held_in_another_division_only_are_listed_with_the_division() {
    let scene = Scene::new();
    let office = Reach::Division(scene.office);
    let scene = scene.grant(&["directory:user:edit", "admin"], office);
    let home = scene.draft.home();
    let token = scene.machine_token();
    assert_eq!(
        refusal(&Question { target: Target::One(home), ..question(&scene.draft, &token, NAME) }),
        format!(
            "403 missing.any.division.permissions: Unable to perform the requested action. You must have at least one of the \
             following permissions assigned: [admin, directory:user:edit, directory:organization:admin] in at least one of the \
             following division(s): [{home}]"
        )
    );
}

#[test]
fn one_of_them_in_the_division_suffices() {
    let scene = Scene::new();
    let home = Reach::Division(scene.draft.home());
    let scene = scene.grant(&["directory:user:edit"], home);
    let token = scene.person_token();
    assert_eq!(refusal(&Question { target: Target::One(scene.draft.home()), ..question(&scene.draft, &token, NAME) }), "allowed");
}
