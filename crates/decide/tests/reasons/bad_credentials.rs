use postern_catalog::Catalog;
use postern_decide::{Credentials, Missing, Question, Reason, TokenFault, Verdict};
use postern_model::{ClientState, Id, Provider, SignedIn, Timestamp, Token, UserState, evidence::Piece, settings::Standing};
use postern_org::{Organization, Part};
use postern_testkit::{request::NOTHING, sample};

use crate::{Scene, question, refusal, verdict};

const TEXT: &str = "401 bad.credentials: Invalid login credentials.";

/// Asserts the refusal, which never says why, and the private cause, which does.
fn refused(scene: &Scene, token: &Token, cause: TokenFault) {
    let asked = question(&scene.draft, token, "get_date");
    assert_eq!(refusal(&asked), TEXT);
    assert_eq!(verdict(&asked), Verdict::Deny(Reason::BadCredentials(cause)), "{}", cause.text());
    assert!(!TEXT.contains(cause.text()));
}

fn allowed(scene: &Scene, token: &Token) {
    assert_eq!(refusal(&question(&scene.draft, token, "get_date")), "allowed");
}

fn state_of_machine(mut scene: Scene, state: ClientState) -> Scene {
    let mut client = scene.draft.client(scene.machine).unwrap().clone();
    client.state = state;
    scene.draft.put_client(client);
    scene
}

fn state_of_person(mut scene: Scene, state: UserState) -> Scene {
    let mut user = scene.draft.user(scene.person).unwrap().clone();
    user.state = state;
    scene.draft.put_user(user);
    scene
}

#[test]
fn a_token_that_does_not_open_is_refused() {
    let scene = Scene::new();
    let token = scene.machine_token();
    let asked = Question { credentials: Credentials::Garbage, ..question(&scene.draft, &token, "get_date") };
    assert_eq!(refusal(&asked), TEXT);
    assert_eq!(verdict(&asked), Verdict::Deny(Reason::BadCredentials(TokenFault::Unknown)));
}

#[test]
fn a_token_is_refused_from_the_moment_it_expires() {
    let scene = Scene::new();
    let token = Token { issued: sample::NOW.plus_seconds(-300), seconds: 300, ..scene.machine_token() };
    refused(&scene, &token, TokenFault::Expired);
    allowed(&scene, &Token { issued: Timestamp(token.issued.0 + 1), ..token });
}

#[test]
fn whether_a_token_idled_is_not_guessed() {
    let scene = Scene::new();
    let mut snapshot = scene.draft.snapshot(sample::NOW);
    let mut evidence = sample::evidence();
    evidence.unread.insert(Piece::IdleTimeout, "forbidden".to_owned());
    snapshot.evidence = Some(evidence);
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let asked = |unused: i64| {
        let token = Token { issued: sample::NOW.plus_seconds(-unused), ..scene.machine_token() };
        verdict(&Question { organization: &organization, ..question(&scene.draft, &token, "get_date") })
    };
    // No timeout is shorter than five minutes.
    assert_eq!((asked(299), asked(300)), (Verdict::Allow, Verdict::Unknown(Missing::Part(Part::IdleTimeout))));
}

#[test]
fn a_revoked_token_is_refused_and_its_twin_is_not() {
    let mut scene = Scene::new();
    let token = scene.machine_token();
    scene.draft.revoke_token(token.serial, token.expires());
    refused(&scene, &token, TokenFault::Revoked);
    allowed(&scene, &Token { serial: token.serial + 1, ..token });
}

#[test]
fn an_idle_token_is_refused_where_idle_tokens_end() {
    let asleep = Some(sample::NOW.plus_seconds(-1800));
    let scene = Scene::new();
    let token = scene.machine_token();
    assert_eq!(refusal(&Question { last_used: asleep, ..question(&scene.draft, &token, "get_date") }), "allowed");
    let scene = scene.profile(|profile| profile.idle.enable_idle_token_timeout = true);
    let asked = Question { last_used: asleep, ..question(&scene.draft, &token, "get_date") };
    assert_eq!(refusal(&asked), TEXT);
    assert_eq!(verdict(&asked), Verdict::Deny(Reason::BadCredentials(TokenFault::Idle)));
    // Nothing idles from before the timeout was switched on.
    let scene = scene.profile(|profile| profile.idle.since = Some(sample::NOW.plus_seconds(-1799)));
    assert_eq!(refusal(&Question { last_used: asleep, ..question(&scene.draft, &token, "get_date") }), "allowed");
    let scene = scene.profile(|profile| profile.idle.since = None);
    // A token that was never used is idle from its issue.
    refused(&scene, &Token { issued: sample::NOW.plus_seconds(-1800), ..token }, TokenFault::Idle);
    allowed(&scene, &token);
    // Nor does it idle from before the timeout was switched on.
    let scene = scene.profile(|profile| profile.idle.since = Some(sample::NOW.plus_seconds(-10)));
    allowed(&scene, &Token { issued: sample::NOW.plus_seconds(-1800), ..token });
}

#[test]
fn a_token_of_a_client_that_is_gone_or_disabled_is_refused() {
    let scene = Scene::new();
    let token = scene.machine_token();
    refused(&scene, &Token { client: Id::new(NOTHING), ..token }, TokenFault::ClientGone);
    refused(&state_of_machine(scene, ClientState::Disabled), &token, TokenFault::ClientDisabled);
}

#[test]
fn an_inactive_clients_tokens_stand_or_fall_by_the_setting() {
    let scene = state_of_machine(Scene::new(), ClientState::Inactive);
    let token = scene.machine_token();
    allowed(&scene, &token);
    let scene = scene.profile(|profile| profile.settings.clients_inactive_tokens = Standing::Refuse);
    refused(&scene, &token, TokenFault::ClientInactive);
}

#[test]
fn a_token_from_before_its_clients_cut_is_refused() {
    let mut scene = Scene::new();
    let mut client = scene.draft.client(scene.machine).unwrap().clone();
    client.tokens_from = Some(sample::NOW.plus_seconds(-60));
    scene.draft.put_client(client);
    let token = scene.machine_token();
    allowed(&scene, &token);
    refused(&scene, &Token { issued: Timestamp(token.issued.0 - 1), ..token }, TokenFault::Revoked);
}

#[test]
fn a_token_of_a_person_who_is_gone_is_refused() {
    let scene = Scene::new();
    let token = scene.person_token();
    allowed(&scene, &token);
    refused(&scene, &Token { user: Some(Id::new(NOTHING)), ..token }, TokenFault::UserGone);
    refused(&state_of_person(scene, UserState::Deleted), &token, TokenFault::UserGone);
}

#[test]
fn an_inactive_persons_tokens_stand_or_fall_by_the_setting() {
    let scene = state_of_person(Scene::new(), UserState::Inactive);
    let token = scene.person_token();
    refused(&scene, &token, TokenFault::UserInactive);
    let scene = scene.profile(|profile| profile.settings.users_inactive_tokens = Standing::Keep);
    allowed(&scene, &token);
}

#[test]
fn a_token_from_before_its_persons_cut_is_refused() {
    let mut scene = Scene::new();
    let mut user = scene.draft.user(scene.person).unwrap().clone();
    user.tokens_from = Some(sample::NOW);
    scene.draft.put_user(user);
    refused(&scene, &scene.person_token(), TokenFault::Revoked);
    allowed(&scene, &Token { client: scene.console, ..scene.machine_token() });
}

#[test]
fn a_token_got_with_a_password_stands_or_falls_by_the_setting_when_passwords_are_over() {
    let mut scene = Scene::new();
    let token = Token { signed_in: Some(SignedIn::Password), ..scene.person_token() };
    allowed(&scene, &token);
    let (id, kind) = (Provider::PURECLOUD.to_owned(), Provider::PURECLOUD.to_owned());
    scene.draft.put_provider(Provider { id, kind, disabled: true, other: serde_json::Map::new() });
    refused(&scene, &token, TokenFault::SsoOnly);
    allowed(&scene, &scene.person_token());
    allowed(&scene, &scene.machine_token());
    let scene = scene.profile(|profile| profile.settings.sso_existing_sessions = Standing::Keep);
    allowed(&scene, &token);
}
