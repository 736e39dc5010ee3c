use postern_decide::Credentials;

use crate::{Scene, question, refusal};

#[test]
fn a_request_without_a_bearer_token_is_refused() {
    let scene = Scene::new();
    let token = scene.machine_token();
    for name in ["get_date", "get_oauth_clients"] {
        let asked = question(&scene.draft, &token, name);
        assert_eq!(
            refusal(&postern_decide::Question { credentials: Credentials::None, ..asked }),
            "401 authentication.required: No authentication bearer token specified in authorization header."
        );
    }
}

#[test]
fn it_comes_before_everything_else() {
    let scene = Scene::new().profile(|profile| profile.authentication.ip_address_allowlist = vec!["203.0.113.0/24".to_owned()]);
    let token = scene.machine_token();
    let asked = question(&scene.draft, &token, "get_date");
    let nothing = postern_decide::Question { credentials: Credentials::None, operation: None, ..asked };
    assert!(refusal(&nothing).starts_with("401 authentication.required"));
}
