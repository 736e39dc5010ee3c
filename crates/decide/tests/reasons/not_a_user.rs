use postern_model::Reach;

use crate::{Scene, question, refusal};

#[test]
fn client_credentials_are_refused_where_a_person_is_wanted() {
    let scene = Scene::new();
    assert_eq!(
        refusal(&question(&scene.draft, &scene.machine_token(), "get_users_me")),
        "400 not.a.user: This request requires a user context. Client credentials cannot be used for requests to this resource."
    );
    assert_eq!(refusal(&question(&scene.draft, &scene.person_token(), "get_users_me")), "allowed");
}

#[test]
fn a_missing_permission_is_said_first() {
    let name = "post_conversations_calls";
    let scene = Scene::new();
    assert!(refusal(&question(&scene.draft, &scene.machine_token(), name)).starts_with("403 missing.any.permissions"));
    let scene = scene.grant(&["conversation:conference:add"], Reach::All);
    assert!(refusal(&question(&scene.draft, &scene.machine_token(), name)).starts_with("400 not.a.user"));
    assert_eq!(refusal(&question(&scene.draft, &scene.person_token(), name)), "allowed");
}
