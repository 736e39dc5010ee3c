use postern_model::{Fact, Id, Reach};
use postern_org::Organization;
use postern_testkit::{build, request::NOTHING};

use crate::{Scene, operation, question, refusal};

/// Needs ANY of three.
const NAME: &str = "patch_user";

fn machine(scene: &Scene) -> String {
    refusal(&question(&scene.draft, &scene.machine_token(), NAME))
}

#[test]
fn every_permission_that_would_do_is_listed() {
    for scene in [Scene::new(), Scene::new().grant(&["directory:user:view", "routing:queue:edit"], Reach::All)] {
        assert_eq!(
            machine(&scene),
            "403 missing.any.permissions: Unable to perform the requested action. You must have at least one of the following \
             permissions assigned: [admin, directory:user:edit, directory:organization:admin]"
        );
    }
}

#[test]
fn a_single_permission_is_listed_as_one_of_one() {
    let scene = Scene::new();
    assert_eq!(
        refusal(&question(&scene.draft, &scene.machine_token(), "get_oauth_clients")),
        "403 missing.any.permissions: Unable to perform the requested action. You must have at least one of the following \
         permissions assigned: [oauth:client:view]"
    );
}

#[test]
fn each_of_them_suffices_alone_in_any_division() {
    for permission in ["admin", "directory:user:edit", "directory:organization:admin", "directory:*:edit"] {
        let scene = Scene::new();
        let office = Reach::Division(scene.office);
        assert_eq!(machine(&scene.grant(&[permission], office)), "allowed", "{permission}");
    }
}

#[test]
fn a_grant_of_a_role_that_is_gone_gives_nothing() {
    let mut scene = Scene::new();
    build::grant(&mut scene.draft, build::client_subject(scene.machine), Id::new(NOTHING), Reach::All);
    assert!(machine(&scene).starts_with("403 missing.any.permissions"));
}

#[test]
fn unread_roles_and_grants_leave_the_answer_open() {
    let scene = Scene::new().grant(&["directory:user:edit"], Reach::All);
    let open = |change: fn(&mut postern_model::Snapshot)| {
        let mut snapshot = scene.draft.snapshot(scene.draft.now());
        change(&mut snapshot);
        let organization = Organization::from_snapshot(scene.draft.catalog, snapshot).unwrap();
        refusal(&question(&organization, &scene.machine_token(), NAME))
    };
    assert_eq!(open(|snapshot| snapshot.roles = Fact::Unknown("403".to_owned())), "Part(Roles)");
    assert_eq!(open(|snapshot| snapshot.grants = Fact::Unknown("403".to_owned())), "Part(Grants)");
    assert_eq!(open(|snapshot| snapshot.providers = Fact::Unknown("403".to_owned())), "allowed");
}

#[test]
fn an_operation_whose_permissions_no_source_states_is_left_open() {
    let scene = Scene::new().grant(&["admin"], Reach::All);
    let name = "get_externalcontacts_graphs_settings";
    let expected = format!("Permissions({:?})", operation(name).id);
    assert_eq!(refusal(&question(&scene.draft, &scene.machine_token(), name)), expected);
}
