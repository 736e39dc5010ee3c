//! The built-in test identity provider, as somebody in a browser meets it.

use postern_model::{Timestamp, User, UserState};
use postern_saml::parse_idp_metadata;
use postern_server::Options;
use postern_store::Location;
use serde_json::json;

use crate::{
    browser::{Browser, Page},
    harness::{Local, options},
};

const ID: &str = "7e571d90-0000-4000-8000-000000000001";
const MARK: &str = "Test identity provider – not for production.";
const ALICE: &str = "alice@local.example";

/// Each answer with the reason for which it is refused; none lets in.
const ANSWERS: [(&str, &str); 18] = [
    ("good", ""),
    ("unsolicited", ""),
    ("expired", "saml.expired"),
    ("not-yet-valid", "saml.not_yet_valid"),
    ("skewed-clock", "saml.issued_in_future"),
    ("wrong-audience", "saml.audience_mismatch"),
    ("wrong-recipient", "saml.recipient_mismatch"),
    ("other-request", "saml.in_response_to_mismatch"),
    ("unsigned", "saml.unsigned"),
    ("unknown-key", "saml.signature_invalid"),
    ("tampered", "saml.digest_mismatch"),
    ("wrapped", "saml.misplaced_element"),
    ("two-assertions", "saml.several_assertions"),
    ("sha1", "saml.sha1"),
    ("missing-email", "saml.email_missing"),
    ("unknown-person", "saml.person_unknown"),
    ("other-organization", "saml.organization_mismatch"),
    ("replay", "saml.replayed"),
];

async fn start() -> Local {
    let local = Local::start_with(Options { test_idp: true, ..options() }).await;
    local.user("alice", None).await;
    local
}

fn browser(local: &Local) -> Browser {
    Browser::at(&local.running.url)
}

/// Follows a redirect to a page of this server.
async fn follow(local: &Local, browser: &Browser, page: &Page) -> Page {
    browser.get(page.location().strip_prefix(&local.running.url).unwrap_or(page.location())).await
}

/// The hidden fields of the first form of a page, with these besides, sent to where the form goes.
async fn submit(browser: &Browser, page: &Page, more: &[(&str, &str)]) -> Page {
    let (action, fields) = page.form();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect();
    browser.post(&action, &fields).await
}

/// Signs in, begun here: answers the page that carries the answer, and what became of it.
async fn sign_in(local: &Local, browser: &Browser, person: &str, answer: &str) -> (Page, Page) {
    let sent = browser.get(&format!("/saml/login?provider={ID}&then=/landed")).await;
    let choose = follow(local, browser, &sent).await;
    assert!(choose.status == 200 && choose.text.contains(MARK) && choose.text.contains("asks who you are"), "{}", choose.text);
    let carry = submit(browser, &choose, &[("person", person), ("answer", answer)]).await;
    assert!(carry.status == 200 && carry.text.contains(MARK), "{}", carry.text);
    let end = submit(browser, &carry, &[]).await;
    (carry, end)
}

#[tokio::test]
async fn each_wrong_answer_is_refused_for_its_reason_and_leaves_nothing_behind() {
    let local = start().await;
    for (answer, reason) in ANSWERS {
        let browser = browser(&local);
        if answer == "replay" {
            // Something must have been sent before that a request of this browser does not stand in the way of.
            let (_, first) = sign_in(&local, &Browser::at(&local.running.url), ALICE, "unsolicited").await;
            assert_eq!(first.status, 303);
        }
        let before = sessions(&local);
        let (carry, end) = sign_in(&local, &browser, ALICE, answer).await;
        assert_eq!(end.code().await, reason, "{answer}");
        if reason.is_empty() {
            assert_eq!((end.status, browser.has_session(), sessions(&local)), (303, true, before + 1), "{answer}");
        } else {
            assert!(carry.text.contains(&format!("It is to be refused: <code>{reason}</code>")), "{answer}: {}", carry.text);
            assert_eq!((end.status, browser.has_session(), sessions(&local)), (403, false, before), "{answer}");
        }
    }
}

fn sessions(local: &Local) -> usize {
    local.running.organization().all_kept::<postern_model::sign_in::Session>().count()
}

#[tokio::test]
async fn the_page_offers_every_answer_and_everybody() {
    let local = start().await;
    local
        .change(|draft| {
            for (name, state) in [("Ina", UserState::Inactive), ("Del", UserState::Deleted)] {
                let id = postern_testkit::build::user(draft, name, draft.home());
                let user = draft.user(id).cloned().unwrap();
                draft.put_user(User { state, ..user });
            }
        })
        .await;
    let page = browser(&local).get("/test-idp").await;
    let options = |name: &str| {
        let select = page.text.split(&format!("name=\"{name}\">")).nth(1).unwrap().split("</select>").next().unwrap();
        select.split("<option value=\"").skip(1).map(|option| option.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(options("answer"), ANSWERS.map(|(name, _)| name));
    let administrator = local.running.organization().users().find(|user| user.name != "alice" && user.name != "Ina").unwrap().email.clone();
    let mut people = options("person");
    people.sort();
    let mut expected = vec![administrator, ALICE.to_owned(), "del@local.example".to_owned(), "ina@local.example".to_owned()];
    expected.push("olive@outside.example".to_owned());
    expected.sort();
    assert_eq!(people, expected);
    for (person, reason) in [
        ("ina@local.example", "sign-in.person-not-active"),
        ("del@local.example", "saml.person_unknown"),
        ("olive@outside.example", "saml.person_unknown"),
    ] {
        let (_, end) = sign_in(&local, &browser(&local), person, "good").await;
        assert_eq!((end.status, end.code().await.as_str()), (403, reason));
    }
}

#[tokio::test]
async fn a_sign_in_may_begin_there() {
    let local = start().await;
    let browser = browser(&local);
    let choose = browser.get("/test-idp/sso").await;
    let carry = submit(&browser, &choose, &[("person", ALICE), ("answer", "good")]).await;
    let end = submit(&browser, &carry, &[]).await;
    assert_eq!((end.status, end.location(), browser.has_session()), (303, "/signed-in", true));
}

#[tokio::test]
async fn a_request_may_come_in_a_form() {
    let local = start().await;
    local
        .change(|draft| {
            let mut record = draft.provider(ID).cloned().unwrap();
            record.other.insert("ssoBinding".to_owned(), json!("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"));
            draft.put_provider(record);
        })
        .await;
    let browser = browser(&local);
    let form = browser.get(&format!("/saml/login?provider={ID}")).await;
    let (action, fields) = form.form();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let choose = browser.post(action.strip_prefix(&local.running.url).unwrap(), &fields).await;
    let carry = submit(&browser, &choose, &[("person", ALICE), ("answer", "good")]).await;
    let end = submit(&browser, &carry, &[]).await;
    assert_eq!((end.status, browser.has_session()), (303, true));
}

#[tokio::test]
async fn signing_out_here_signs_out_there() {
    let local = start().await;
    let browser = browser(&local);
    sign_in(&local, &browser, ALICE, "good").await;
    assert!(browser.get("/test-idp").await.text.contains("Sign out everywhere"));
    let there = browser.get("/logout").await;
    let back = follow(&local, &browser, &there).await;
    assert!(back.location().contains("/saml/logout?SAMLResponse="), "{} {}", back.status, back.text);
    let end = follow(&local, &browser, &back).await;
    assert_eq!((end.status, browser.has_session(), sessions(&local)), (303, false, 0));
    assert!(!browser.get("/test-idp").await.text.contains("Sign out everywhere"));
}

#[tokio::test]
async fn signing_out_there_signs_out_here() {
    let local = start().await;
    let browser = browser(&local);
    sign_in(&local, &browser, ALICE, "good").await;
    let here = browser.post("/test-idp/logout", &[("person", ALICE)]).await;
    let back = follow(&local, &browser, &here).await;
    assert_eq!((back.status, browser.has_session(), sessions(&local)), (303, false, 0), "{}", back.text);
    let end = follow(&local, &browser, &back).await;
    assert!(end.status == 200 && end.text.contains(MARK) && end.text.contains("the sessions have ended"), "{}", end.text);
    let again = follow(&local, &browser, &back).await;
    assert_eq!(again.status, 400, "an answer is good once");
}

#[tokio::test]
async fn a_logout_that_is_not_posterns_is_not_heard() {
    let local = start().await;
    let browser = browser(&local);
    sign_in(&local, &browser, ALICE, "good").await;
    let there = browser.get("/logout").await;
    let page = browser.get(&format!("{}&RelayState=x", there.location().strip_prefix(&local.running.url).unwrap())).await;
    assert!(page.status == 400 && page.text.contains("saml.query_signature"), "{}", page.text);
}

#[tokio::test]
async fn its_metadata_can_be_read() {
    let local = start().await;
    let page = browser(&local).get("/test-idp/metadata").await;
    let read = parse_idp_metadata(page.text.as_bytes(), Timestamp::parse("2026-03-01T12:00:00Z").unwrap()).unwrap();
    let record = local.running.organization().provider(ID).cloned().unwrap();
    assert_eq!(record.other["issuerURI"], read.entity_id);
    assert_eq!(record.other["certificates"], json!(read.certificates_base64));
    assert!(read.sso.iter().any(|endpoint| record.other["ssoTargetURI"] == endpoint.location));
    assert_eq!(record.other["sloURI"], read.slo[0].location);
}

#[tokio::test]
async fn it_is_not_there_unless_asked_for() {
    let local = Local::start().await;
    for path in ["/test-idp", "/test-idp/sso", "/test-idp/metadata", "/test-idp/slo"] {
        assert_eq!(browser(&local).get(path).await.status, 404, "{path}");
    }
    assert_eq!(local.running.organization().third_party_providers().count(), 0);
}

#[tokio::test]
async fn it_answers_this_machine_only() {
    let local = start().await;
    let request = reqwest::Client::new().get(format!("{}/test-idp", local.running.url)).header("host", "evil.example");
    assert_eq!(request.send().await.unwrap().status().as_u16(), 403);
}

#[tokio::test]
async fn its_record_follows_the_port_keeps_the_operators_choice_and_goes_with_it() {
    let folder = std::env::temp_dir().join(format!("postern-test-idp-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let options = Options { store: Location::Sqlite(folder.join("postern.db")), test_idp: true, ..options() };
    let first = Local::start_with(options.clone()).await;
    let path = format!("/api/v2/identityproviders/{ID}");
    let mut record = first.admin.get(&path).await.body;
    assert_eq!((&record["name"], &record["disabled"]), (&json!("Test identity provider"), &json!(false)));
    let key = record["certificate"].clone();
    first
        .change(|draft| {
            let record = draft.provider(ID).cloned().unwrap();
            draft.put_provider(postern_model::Provider { disabled: true, ..record });
        })
        .await;
    first.running.stop().await;

    let running = postern_server::start(options.clone()).await.unwrap();
    let second = first.admin.at(&running.url);
    record = second.get(&path).await.body;
    assert_eq!((&record["disabled"], &record["certificate"]), (&json!(true), &key));
    assert_eq!(record["ssoTargetURI"], format!("{}/test-idp/sso", running.url));
    running.stop().await;

    let running = postern_server::start(Options { test_idp: false, ..options }).await.unwrap();
    assert_eq!(first.admin.at(&running.url).get(&path).await.outcome(), "404 not.found");
    running.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_it_cannot_read_it_says() {
    let local = start().await;
    let browser = browser(&local);
    for path in ["/test-idp/sso?SAMLRequest=!", "/test-idp/sso?SAMLRequest=YQ%3D%3D", "/test-idp/slo", "/test-idp/slo?SAMLRequest=x"] {
        assert_eq!(browser.get(path).await.status, 400, "{path}");
    }
    for fields in [&[][..], &[("answer", "good")], &[("answer", "other"), ("person", ALICE)], &[("answer", "replay"), ("person", ALICE)]] {
        assert_eq!(browser.post("/test-idp/answer", fields).await.status, 400, "{fields:?}");
    }
    assert_eq!(browser.post("/test-idp/sso", &[("SAMLRequest", "PGE+")]).await.status, 400);
    assert_eq!(browser.post("/test-idp/logout", &[("person", ALICE)]).await.status, 400);
    assert_eq!(browser.get("/test-idp/other").await.status, 404);
}
