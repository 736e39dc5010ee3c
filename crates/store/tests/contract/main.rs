//! What every backend promises. Each case is a function of an empty store, and runs on all of them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test of an edge, which stops at the first surprise")]

#[path = "../support/mod.rs"]
mod support;

mod documents;
mod following;
mod keys;
mod log;
mod usage;

use postern_store::{Document, Location, Store, Write};
use uuid::Uuid;

/// A test for each case on one backend.
macro_rules! on_backend {
    ($backend:ident, $on:ident, $($file:ident { $($case:ident)* })*) => {
        mod $backend { $(
            mod $file { $(
                #[tokio::test]
                async fn $case() {
                    crate::$on(crate::$file::$case).await;
                }
            )* }
        )* }
    };
}

macro_rules! contract {
    ($($cases:tt)*) => {
        on_backend!(sqlite_file, on_sqlite_file, $($cases)*);
        on_backend!(sqlite_memory, on_sqlite_memory, $($cases)*);
        on_backend!(postgres, on_postgres, $($cases)*);
    };
}

contract! {
    documents {
        an_unknown_organization_is_empty
        the_first_commit_makes_the_organization
        each_commit_moves_the_sequence_on_by_one
        a_stale_commit_writes_nothing
        of_commits_at_once_one_wins
        writers_that_try_again_all_get_in
        organizations_are_apart
        documents_come_back_byte_for_byte
        the_last_write_of_a_document_counts
        deleting_is_idempotent
        a_nul_is_refused_before_anything_is_written
        many_documents_fit_in_one_commit
    }
    following {
        changes_hold_what_was_written_last
        changes_tell_of_deletions
        a_follower_far_behind_starts_over
        a_follower_ahead_of_the_store_starts_over
        a_revived_document_survives_forgetting
        a_waiter_is_woken_by_a_commit
        a_waiter_behind_does_not_wait
        a_waiter_gives_up
    }
    log {
        rows_come_back_whole_and_in_order
        the_interval_is_half_open
        each_filter_narrows
        pages_join_without_gap_or_repeat
        strange_filters_match_nothing
        organizations_have_logs_of_their_own
    }
    usage {
        counts_add_up
        repeats_in_one_batch_add_up
        additions_at_once_lose_nothing
        rows_are_chosen_by_day_and_client
        organizations_count_apart
    }
    keys {
        the_first_writer_wins
        of_writers_at_once_one_wins
        a_key_may_hold_any_bytes
    }
}

async fn on_sqlite_file(case: impl AsyncFnOnce(&Store)) {
    let directory = tempfile::tempdir().unwrap();
    on(&Location::Sqlite(directory.path().join("postern.db")), case).await;
}

async fn on_sqlite_memory(case: impl AsyncFnOnce(&Store)) {
    on(&Location::Memory, case).await;
}

async fn on_postgres(case: impl AsyncFnOnce(&Store)) {
    let Some(database) = support::Database::create().await else { return };
    on(&Location::Postgres(database.url()), case).await;
    database.drop().await;
}

async fn on(location: &Location, case: impl AsyncFnOnce(&Store)) {
    let store = Store::open(location).await.unwrap();
    case(&store).await;
    store.close().await;
}

fn document(kind: &str, id: &str, body: &str) -> Document {
    Document { kind: kind.into(), id: id.into(), body: body.into() }
}

fn put(kind: &str, id: &str, body: &str) -> Write {
    Write::Put(document(kind, id, body))
}

fn delete(kind: &str, id: &str) -> Write {
    Write::Delete { kind: kind.into(), id: id.into() }
}

/// An organization at sequence 1, with nothing in it.
async fn organization(store: &Store) -> Uuid {
    let org = Uuid::new_v4();
    store.commit(org, 0, &[], &[]).await.unwrap();
    org
}
