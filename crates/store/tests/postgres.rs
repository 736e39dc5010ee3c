//! What PostgreSQL in particular has to bear: several nodes, restarts, and databases that are not what they should be.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test of an edge, which stops at the first surprise")]

mod support;

use std::time::{Duration, Instant};

use postern_store::{Changes, Document, Location, Store, StoreError, Write};
use sqlx::{ConnectOptions, Executor};
use support::Database;
use tokio::task::JoinSet;
use uuid::Uuid;

const ORG: Uuid = Uuid::from_u128(1);

async fn open(database: &Database) -> Result<Store, StoreError> {
    Store::open(&Location::Postgres(database.url())).await
}

fn put(id: &str) -> Write {
    Write::Put(Document { kind: "user".into(), id: id.into(), body: "{}".into() })
}

#[tokio::test]
async fn nodes_that_start_at_once_share_one_schema() {
    let Some(database) = Database::create().await else { return };
    let location = Location::Postgres(database.url());
    let mut nodes = JoinSet::new();
    for _ in 0..6 {
        let location = location.clone();
        nodes.spawn(async move {
            let store = Store::open(&location).await.unwrap();
            store.key("sealing", Uuid::new_v4().as_bytes()).await.unwrap()
        });
    }
    let mut keys = nodes.join_all().await;
    keys.dedup();
    assert_eq!(keys.len(), 1);
    database.drop().await;
}

#[tokio::test]
async fn a_node_follows_another() {
    let Some(database) = Database::create().await else { return };
    let (writer, follower) = (open(&database).await.unwrap(), open(&database).await.unwrap());
    writer.commit(ORG, 0, &[put("a")], &[]).await.unwrap();
    // The listener may still be on its way: the first change may take a poll.
    assert!(follower.changed(ORG, 0, Duration::from_secs(5)).await.unwrap());
    tokio::time::sleep(Duration::from_millis(300)).await;

    for expected in 1..6 {
        let waiter = tokio::spawn({
            let follower = follower.clone();
            async move { (follower.changed(ORG, expected, Duration::from_secs(5)).await.unwrap(), Instant::now()) }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        writer.commit(ORG, expected, &[put("b")], &[]).await.unwrap();
        let committed = Instant::now();
        let (changed, heard) = waiter.await.unwrap();
        assert!(changed);
        assert!(heard.saturating_duration_since(committed) < Duration::from_millis(500), "a notification should beat the poll");
    }
    assert_eq!(follower.changes_after(ORG, 1).await.unwrap(), Changes::Since { sequence: 6, writes: vec![put("b")] });
    assert!(matches!(follower.commit(ORG, 5, &[], &[]).await, Err(StoreError::Conflict { current: 6 })));

    writer.close().await;
    follower.close().await;
    assert!(follower.sequence(ORG).await.is_err());
    database.drop().await;
}

#[tokio::test]
async fn a_node_gets_over_broken_connections() {
    let Some(database) = Database::create().await else { return };
    let store = open(&database).await.unwrap();
    store.commit(ORG, 0, &[], &[]).await.unwrap();
    let mut admin = database.options().connect().await.unwrap();
    let hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    admin.execute(hang_up).await.unwrap();
    assert_eq!(store.commit(ORG, 1, &[], &[]).await.unwrap(), 2);

    // The listener comes back by itself.
    let listening = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()";
    for attempt in 0.. {
        if admin.fetch_optional(listening).await.unwrap().is_some() {
            break;
        }
        assert!(attempt < 100, "nobody listens any more");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    store.close().await;
    database.drop().await;
}

/// A server or a role may have it off by default; an acknowledged commit must be on disk all the same.
#[tokio::test]
async fn commits_are_durable_where_the_default_is_not() {
    let Some(database) = Database::create().await else { return };
    let store = open(&database).await.unwrap();
    store.close().await;
    let mut admin = database.options().connect().await.unwrap();
    // Refused by the server unless the session commits synchronously.
    let set_up = "
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$;
        CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF current_setting('synchronous_commit') = 'off' THEN RAISE 'not durable'; END IF; RETURN NEW;
        END $$;
        CREATE TRIGGER guard BEFORE INSERT ON postern.organizations FOR EACH ROW EXECUTE FUNCTION guard();";
    admin.execute(set_up).await.unwrap();
    let store = open(&database).await.unwrap();
    store.commit(ORG, 0, &[], &[]).await.unwrap();
    store.close().await;
    database.drop().await;
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let Some(database) = Database::create().await else { return };
    let store = open(&database).await.unwrap();
    store.commit(ORG, 0, &[put("a")], &[]).await.unwrap();
    store.close().await;
    let store = open(&database).await.unwrap();
    assert_eq!(store.load(ORG).await.unwrap().documents.len(), 1);
    store.close().await;
    database.drop().await;
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let Some(database) = Database::create().await else { return };
    open(&database).await.unwrap().close().await;
    database.options().connect().await.unwrap().execute("UPDATE postern.schema SET version = 99").await.unwrap();
    let Err(refusal) = open(&database).await else { panic!("a newer database was opened") };
    let expected = format!("`{}` was written by a newer postern: its schema is 99, this one knows 1", Location::Postgres(database.url()));
    assert_eq!(refusal.to_string(), expected);
    assert!(refusal.to_string().contains(":***@"));
    database.drop().await;
}

/// Needs no server.
#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let location = Location::parse("postgres://me:secret@127.0.0.1:1/postern").unwrap();
    let Err(refusal) = Store::open(&location).await else { panic!("something listens on port 1") };
    let start = "cannot open `postgres://me:***@127.0.0.1:1/postern`: ";
    assert!(refusal.to_string().starts_with(start), "{refusal}");
    assert!(!format!("{refusal:?}").contains("secret"));

    let location = Location::parse("postgres://me:sec/ret@host/postern").unwrap();
    let Err(refusal) = Store::open(&location).await else { panic!("the address is not valid") };
    assert!(!format!("{refusal} {refusal:?}").contains("ret@"), "{refusal:?}");
    assert_eq!(refusal.help(), Some("check the address, the user, the password and that the server is up"));
}
