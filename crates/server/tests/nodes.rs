//! Several nodes on one PostgreSQL: each sees the others' writes, and one that cannot see the store refuses.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, reason = "tests of an edge")]

mod harness;

use std::time::Duration;

use harness::{Caller, Local, options};
use postern_model::Reach;
use postern_server::Options;
use postern_store::Location;

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

async fn eventually(mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..100 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(holds().await, "not within five seconds");
}
