use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::{GrantType, Provider, UserState};
use postern_testkit::idp::{self, Key, assertion, in_response, sign, swap, swap_all};
use serde_json::json;

use crate::{
    app::{App, REDIRECT, access, checks},
    ask::assert_refused,
    harness::Reply,
};

const NAME: &str = "urn:ietf:params:oauth:grant-type:saml2-bearer";
const NOT_ACCEPTED: &str = "the assertion was not accepted";

/// An application, and the toy identity provider among the organization's.
async fn start(settings: &[(&str, &str)]) -> App {
    let app = App::of(GrantType::Saml2Bearer, settings).await;
    app.machine.set_clock(idp::NOW).await;
    provide(&app, false).await;
    app
}

async fn provide(app: &App, disabled: bool) {
    let record = json!({
        "issuerURI": idp::ISSUER, "relyingPartyIdentifier": idp::AUDIENCE, "ssoTargetURI": "https://idp.example/sso",
        "certificates": [Key::First.certificate()],
    });
    let serde_json::Value::Object(record) = record else { panic!("an object") };
    let provider = Provider { id: "okta".to_owned(), kind: "okta".to_owned(), disabled, other: record };
    app.machine.local.change(|draft| draft.put_provider(provider.clone())).await;
}

/// A response for the token endpoint with the assertion signed, after `edit`.
fn response(app: &App, edit: impl Fn(&str) -> String) -> String {
    response_to(&format!("{}/oauth/token", app.machine.local.running.url), edit)
}

/// The same, for another address.
fn response_to(address: &str, edit: impl Fn(&str) -> String) -> String {
    let for_grant = |text: &str| swap(&swap(text, idp::ACS, address), " InResponseTo=\"_request1\"", "");
    let inner = swap_all(&for_grant(&assertion()), idp::EMAIL, "ada@local.example");
    let inner = swap(&inner, "<saml:AttributeValue>acme<", "<saml:AttributeValue>local<");
    for_grant(&in_response(&sign(&edit(&inner), Key::First)))
}

async fn ask(app: &App, response: &str) -> Reply {
    ask_in(app, "local", response).await
}

async fn ask_in(app: &App, organization: &str, response: &str) -> Reply {
    app.form(&[("grant_type", NAME), ("orgName", organization), ("assertion", &STANDARD.encode(response))]).await
}

/// The reason in the decision of an answer that says nothing itself.
async fn reason(app: &App, reply: &Reply) -> (String, String) {
    assert_refused(reply, 400, "invalid_grant", NOT_ACCEPTED);
    let verdict = app.decision(reply).await["verdict"].clone();
    let text = |key: &str| verdict[key].as_str().unwrap_or_default().to_owned();
    (text("code"), text("cause"))
}

/// A client may register the address that browsers post to (facts of the official example leave the address to the
/// administrator). What a browser asked for buys no token even then: it answers somebody else's request.
#[tokio::test]
async fn what_a_browser_asked_for_buys_no_token_even_if_the_client_registered_that_address() {
    let app = start(&[]).await;
    let acs = format!("{}/saml", app.machine.local.running.url);
    let register = |draft: &mut postern_org::Draft<'_>| {
        let client = draft.client(app.id).cloned().unwrap();
        draft.put_client(postern_model::Client { redirect_uris: vec![acs.clone()], ..client });
    };
    let unsolicited = response_to(&acs, str::to_owned);
    let reply = ask(&app, &unsolicited).await;
    assert_eq!(reason(&app, &reply).await.0, "saml.recipient_mismatch");
    app.machine.local.change(register).await;
    let asked_for = response_to(&acs, |text| {
        swap(text, "<saml:SubjectConfirmationData ", "<saml:SubjectConfirmationData InResponseTo=\"_elsewhere\" ")
    });
    let reply = ask(&app, &asked_for).await;
    assert_eq!(reason(&app, &reply).await.0, "saml.in_response_to_mismatch");
    assert_eq!(ask(&app, &unsolicited).await.status, 200);
}

#[tokio::test]
async fn what_the_identity_provider_posted_buys_a_token_and_no_refresh_token() {
    let app = start(&[]).await;
    let reply = ask(&app, &response(&app, str::to_owned)).await;
    assert_eq!((reply.status, reply.body.get("refresh_token")), (200, None), "{}", reply.body);
    assert_eq!(app.outcome(&access(&reply)).await, "200");
    let checks = checks(&app.decision(&reply).await);
    for check in ["provider passed", "signature passed", "audience passed", "assertion passed", "sso_only did not apply"] {
        assert!(checks.iter().any(|line| line == check), "{check} is not in {checks:?}");
    }
}

#[tokio::test]
async fn the_applications_own_address_may_be_recipient_and_audience() {
    let app = start(&[]).await;
    let endpoint = format!("{}/oauth/token", app.machine.local.running.url);
    let own = response(&app, |text| swap(&swap(text, &endpoint, REDIRECT), idp::AUDIENCE, REDIRECT));
    assert_eq!(ask(&app, &own).await.status, 200);
}

#[tokio::test]
async fn an_assertion_buys_one_token() {
    let app = start(&[]).await;
    let response = response(&app, str::to_owned);
    assert_eq!(ask(&app, &response).await.status, 200);
    let (code, cause) = reason(&app, &ask(&app, &response).await).await;
    assert_eq!((code.as_str(), cause.as_str()), ("saml.replayed", "the assertion was used before"));
}

#[tokio::test]
async fn a_bad_assertion_is_refused_and_only_the_decision_says_why() {
    let app = start(&[]).await;
    let good = response(&app, str::to_owned);
    let cases = [
        ("saml.message_encoding", "not base64".to_owned()),
        ("saml.digest_mismatch", STANDARD.encode(swap_all(&good, "ada@local.example", "admin@local.example"))),
        ("saml.audience_mismatch", STANDARD.encode(response(&app, |text| swap(text, idp::AUDIENCE, "urn:another")))),
        ("saml.recipient_mismatch", STANDARD.encode(response(&app, |text| swap(text, "/oauth/token", "/saml")))),
        ("saml.organization_mismatch", STANDARD.encode(response(&app, |text| swap(text, ">local<", ">other<")))),
        ("saml.expired", STANDARD.encode(response(&app, |text| swap_all(text, "12:05:00Z", "11:00:00Z")))),
    ];
    for (code, assertion) in cases {
        let reply = app.form(&[("grant_type", NAME), ("orgName", "local"), ("assertion", &assertion)]).await;
        assert_eq!(reason(&app, &reply).await.0, code);
    }
}

#[tokio::test]
async fn an_issuer_that_is_nobodys_or_switched_off_is_refused() {
    let app = start(&[]).await;
    let response = response(&app, str::to_owned);
    provide(&app, true).await;
    assert_eq!(reason(&app, &ask(&app, &response).await).await.1, "the identity provider is disabled");
    app.machine.local.change(|draft| draft.remove_provider("okta")).await;
    let cause = "no identity provider of this organization has the issuer of the assertion";
    assert_eq!(reason(&app, &ask(&app, &response).await).await.1, cause);
}

#[tokio::test]
async fn the_organization_must_be_the_clients() {
    let app = start(&[]).await;
    let reply = ask_in(&app, "other", &response(&app, str::to_owned)).await;
    assert_eq!(reason(&app, &reply).await.1, "`orgName` is not the short name of the client's organization");
    for (pairs, name) in [([("orgName", "local")], "assertion"), ([("assertion", "x")], "orgName")] {
        let reply = app.form(&[&[("grant_type", NAME)], &pairs[..]].concat()).await;
        assert_refused(&reply, 400, "invalid_request", &format!("parameter `{name}` is missing from the body"));
    }
}

#[tokio::test]
async fn a_person_must_be_known_and_active() {
    let app = start(&[]).await;
    let stranger = response(&app, |text| swap_all(text, "ada@local.example", "nobody@local.example"));
    assert_eq!(reason(&app, &ask(&app, &stranger).await).await.1, "the response names nobody of this organization");
    let user = app.user;
    app.machine
        .local
        .change(|draft| {
            let mut person = draft.user(user).cloned().unwrap();
            person.state = UserState::Inactive;
            draft.put_user(person);
        })
        .await;
    let reply = ask(&app, &response(&app, str::to_owned)).await;
    assert_refused(&reply, 400, "invalid_grant", "the person is not active in this organization");
}

#[tokio::test]
async fn single_sign_on_only_leaves_the_grant_unless_the_setting_says_otherwise() {
    for (value, status) in [("accept", 200), ("refuse", 400)] {
        let app = start(&[("sso.saml2-bearer", value)]).await;
        app.machine.local.change(|draft| draft.put_provider(off())).await;
        let reply = ask(&app, &response(&app, str::to_owned)).await;
        assert_eq!(reply.status, status, "{value}: {}", reply.body);
    }
}

fn off() -> Provider {
    Provider { id: "purecloud".to_owned(), kind: "purecloud".to_owned(), disabled: true, other: serde_json::Map::new() }
}
