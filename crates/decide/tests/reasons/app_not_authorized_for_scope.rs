use postern_model::Reach;
use postern_org::Organization;

use crate::{Scene, question, refusal};

/// Scopes enforced, and a client that has `scope`.
fn scene(scope: &[&str]) -> Scene {
    let mut scene = Scene::new().profile(|profile| profile.settings.scopes_enforce = true).grant(&["oauth:client:view"], Reach::All);
    let mut console = scene.draft.client(scene.console).unwrap().clone();
    console.scope = scope.iter().map(|name| (*name).to_owned()).collect();
    scene.draft.put_client(console);
    scene
}

fn person(scene: &Scene) -> String {
    refusal(&question(&scene.draft, &scene.person_token(), "get_oauth_clients"))
}

#[test]
fn a_client_with_none_of_the_scopes_is_refused_with_all_of_them() {
    assert_eq!(person(&scene(&["users"])), "403 app.not.authorized.for.scope: App not authorized to use scope [oauth, oauth:readonly]");
}

#[test]
fn one_of_the_scopes_suffices() {
    assert_eq!(person(&scene(&["oauth:readonly"])), "allowed");
    assert_eq!(person(&scene(&["oauth"])), "allowed");
}

#[test]
fn scopes_bind_only_where_they_are_enforced() {
    let scene = scene(&[]).profile(|profile| profile.settings.scopes_enforce = false);
    assert_eq!(person(&scene), "allowed");
}

#[test]
fn scopes_never_bind_client_credentials() {
    let scene = scene(&[]);
    assert_eq!(refusal(&question(&scene.draft, &scene.machine_token(), "get_oauth_clients")), "allowed");
}

#[test]
fn unread_clients_leave_the_answer_open() {
    let scene = scene(&["oauth"]);
    let mut snapshot = scene.draft.snapshot(scene.draft.now());
    snapshot.clients = postern_model::Fact::Unknown("not read".to_owned());
    let organization = Organization::from_snapshot(scene.draft.catalog, snapshot).unwrap();
    assert_eq!(refusal(&question(&organization, &scene.person_token(), "get_oauth_clients")), "Part(Clients)");
}
