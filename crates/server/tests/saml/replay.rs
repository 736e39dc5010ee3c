//! Nothing is used twice.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_server::Options;
use postern_store::Location;
use postern_testkit::idp::{cut, sign, swap};

use crate::{
    browser::Browser,
    harness::{Local, options},
    idp::{attribute, message},
    place::{ALICE, Place},
};

#[tokio::test]
async fn an_assertion_is_used_once() {
    let place = Place::start().await;
    let response = place.idp.response(ALICE, None);
    assert_eq!(place.post(&place.browser(), &response).await.status, 303);
    place.refused(&place.browser(), &response, "saml.replayed").await;
}

#[tokio::test]
async fn a_restart_forgets_no_used_assertion_and_no_login_under_way() {
    let folder = std::env::temp_dir().join(format!("postern-saml-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Location::Sqlite(folder.join("postern.db"));
    let place = Place::start_with(Options { store: store.clone(), ..options() }).await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    let response = place.idp.response(ALICE, None);
    assert_eq!(place.post(&place.browser(), &response).await.status, 303);
    let listen = place.local.running.url.strip_prefix("http://").unwrap().parse().unwrap();
    let Place { local, idp, alice, bob } = place;
    let admin = local.admin.clone();
    local.running.stop().await;

    let running = postern_server::start(Options { store, listen, ..options() }).await.unwrap();
    let place = Place { local: Local { running, admin }, idp, alice, bob };
    place.refused(&place.browser(), &response, "saml.replayed").await;
    assert_eq!(place.post(&browser, &place.idp.response(ALICE, Some(&request))).await.status, 303);
    assert_eq!(place.kept(), [2, 2, 0]);
    place.local.running.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn of_fifty_equal_responses_at_once_one_begins_a_session() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    let asked = fifty(&[&place], &place.idp.response(ALICE, Some(&request)), Some(&browser)).await;
    let unasked = fifty(&[&place], &place.idp.response(ALICE, None), None).await;
    assert_eq!((asked, unasked), (1, 1));
    assert_eq!(place.kept(), [2, 2, 0]);
}

/// Two nodes that share a store know of each other's used assertions too late for anything but the store to refuse.
#[tokio::test]
async fn of_fifty_equal_responses_at_once_one_begins_a_session_on_several_nodes_too() {
    let Ok(url) = std::env::var("POSTERN_TEST_POSTGRES") else {
        eprintln!("NOT RUN: several nodes on PostgreSQL (set POSTERN_TEST_POSTGRES, or use scripts/postgres run)");
        assert!(std::env::var_os("CI").is_none(), "in CI PostgreSQL must be there");
        return;
    };
    let options = Options { store: Location::Postgres(url), ..options() };
    let first = postern_server::start(options.clone()).await.unwrap();
    let second = postern_server::start(options).await.unwrap();
    let email = format!("{}@local.example", first.organization_id);
    let places = [first, second].map(|running| {
        let idp =
            crate::idp::Idp { audience: "urn:fifty:postern", issuer: "https://fifty.example/md", ..crate::idp::Idp::of(&running.url) };
        let nobody = postern_model::Id::new(uuid::Uuid::nil());
        Place { local: Local { admin: crate::harness::Caller::nobody(&running.url), running }, idp, alice: nobody, bob: nobody }
    });
    let (record, person) = (places[0].idp.record(), email.clone());
    places[0]
        .local
        .change(move |draft| {
            let user = postern_testkit::build::user(draft, "fifty", draft.home());
            let user = draft.user(user).cloned().unwrap();
            draft.put_user(postern_model::User { email: person.clone(), ..user });
            postern_org::change::providers::create(draft, record.as_object().unwrap().clone()).unwrap();
        })
        .await;
    for _ in 0..100 {
        if places[1].local.running.organization().user_with_email(&email).is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    // Sent off by one node, answered at the other, which may not have heard of it yet.
    let (one, two) = (&places[0], &places[1]);
    let provider = one.local.running.organization().third_party_providers().map(|provider| provider.id.clone()).last().unwrap();
    let browser = one.browser();
    let sent = browser.get(&format!("/saml/login?provider={provider}")).await;
    let request = attribute(&message(sent.location(), "SAMLRequest"), "ID");
    let elsewhere = two.browser();
    elsewhere.set_cookie("postern-browser", &browser.cookie("postern-browser").unwrap());
    assert_eq!(two.post(&elsewhere, &two.idp.response(&email, Some(&request))).await.status, 303);
    // Each node has an address of its own, so the assertion is for both.
    let text = one.idp.assertion(&email, None);
    let confirmation = cut(&text, "<saml:SubjectConfirmation ", "</saml:SubjectConfirmation>");
    let both = format!("{confirmation}{}", confirmation.replace(&one.idp.url, &two.idp.url));
    let signed = sign(&swap(&text, confirmation, &both), one.idp.key);
    let whole = swap(&one.idp.around(&signed, None), &format!("Destination=\"{}/saml\" ", one.idp.url), "");
    assert_eq!(fifty(&[one, two], &STANDARD.encode(whole), None).await, 1);
    // In the end both know of one session of each.
    let person = one.local.running.organization().user_with_email(&email).unwrap().id;
    for place in [one, two] {
        let sessions = || place.sessions().iter().filter(|session| session.user == person).count();
        for _ in 0..100 {
            if sessions() == 2 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(sessions(), 2);
    }
}

/// Posts a response from fifty browsers at once, or from one browser fifty times; how many got in.
async fn fifty(places: &[&Place], response: &str, browser: Option<&Browser>) -> usize {
    let response: Arc<str> = response.into();
    let mut posts = tokio::task::JoinSet::new();
    for at in 0..50 {
        let url = places[at % places.len()].local.running.url.clone();
        let (response, cookie) = (Arc::clone(&response), browser.and_then(|browser| browser.cookie("postern-browser")));
        posts.spawn(async move {
            let browser = Browser::at(&url);
            cookie.inspect(|cookie| browser.set_cookie("postern-browser", cookie));
            let page = browser.post("/saml", &[("SAMLResponse", &response)]).await;
            (page.status, page.code().await)
        });
    }
    let ends = posts.join_all().await;
    assert!(
        ends.iter().all(|(status, code)| *status == 303 || code == "saml.replayed" || code == "saml.in_response_to_mismatch"),
        "{ends:?}"
    );
    ends.iter().filter(|(status, _)| *status == 303).count()
}
