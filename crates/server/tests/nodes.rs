//! Several nodes on one PostgreSQL: each sees the others' writes, and one that cannot see the store refuses.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, reason = "tests of an edge")]

mod harness;

use std::time::Duration;

use harness::{Caller, Local, options};
use postern_model::{GrantType, Reach, SignedIn};
use postern_org::change::sign_in::codes::{self, NewCode};
use postern_server::Options;
use postern_store::Location;
use postern_testkit::build;

/// The database to use, or a loud line. In CI none may be missing.
fn postgres() -> Option<Options> {
    match std::env::var("POSTERN_TEST_POSTGRES") {
        Ok(url) => Some(Options { store: Location::Postgres(url), ..options() }),
        Err(_) => {
            eprintln!("NOT RUN: several nodes on PostgreSQL (set POSTERN_TEST_POSTGRES, or use scripts/postgres run)");
            assert!(std::env::var_os("CI").is_none(), "in CI PostgreSQL must be there");
            None
        }
    }
}

#[tokio::test]
async fn a_write_on_one_node_is_seen_by_the_other_within_a_second() {
    let Some(options) = postgres() else { return };
    // The store's contract tests share the server: an organization may be there already.
    let (first, second) = tokio::join!(postern_server::start(options.clone()), postern_server::start(options));
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first.organization_id, second.organization_id, "both found the same organization, though they started at once");
    let one = Local { admin: Caller::nobody(&first.url), running: first };
    let two = Local { admin: Caller::nobody(&second.url), running: second };

    let caller = one.caller(&["routing:queue:view"], Reach::All).await;
    let elsewhere = caller.at(&two.running.url);
    eventually(async || elsewhere.get("/api/v2/date").await.outcome() == "200").await;

    // Both write at once: neither loses the other's.
    let (left, right) = tokio::join!(one.division("left"), two.division("right"));
    eventually(async || one.running.organization().division(right).is_some() && two.running.organization().division(left).is_some()).await;

    assert_eq!(elsewhere.delete("/api/v2/tokens/me").await.outcome(), "200");
    eventually(async || caller.get("/api/v2/date").await.outcome() == "401 bad.credentials").await;
}

/// A browser gets its code from one node; the application trades it at another, at once.
#[tokio::test]
async fn a_code_of_one_node_is_good_at_the_other_at_once() {
    let Some(options) = postgres() else { return };
    let (first, second) = tokio::join!(postern_server::start(options.clone()), postern_server::start(options));
    let (first, second) = (first.unwrap(), second.unwrap());
    let redirect_uri = "https://app.example/back";
    let made = first.change(|draft| {
        let (client, secret) = build::client(draft, "app", GrantType::Code);
        let home = draft.home();
        let user = build::user(draft, &client.to_string(), home);
        Ok((client, secret, user))
    });
    let (client, secret, user) = made.await.unwrap();
    eventually(async || second.organization().client(client).is_some()).await;
    for _ in 0..5 {
        let new = NewCode { client, user, signed_in: SignedIn::Saml, redirect_uri: redirect_uri.to_owned(), challenge: None };
        let code = first.change(|draft| Ok(codes::issue(draft, new.clone()))).await.unwrap();
        let form = format!("grant_type=authorization_code&code={code}&redirect_uri=https%3A%2F%2Fapp.example%2Fback");
        let request = reqwest::Client::new().post(format!("{}/oauth/token", second.url)).basic_auth(client, Some(&secret));
        let reply = request.header("content-type", "application/x-www-form-urlencoded").body(form).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{}", reply.text().await.unwrap());
    }
}

async fn eventually(mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..100 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(holds().await, "not within five seconds");
}
