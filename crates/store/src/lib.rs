//! The durable side of an organization: its documents, its change log, its usage counters and the server's keys.
//!
//! A [`Store`] knows nothing of users, roles or clients. It keeps [`Document`]s (a kind, an id, a JSON text) and guards them with one
//! number per organization, its *sequence*: a [`commit`](Store::commit) names the sequence it was computed from and is refused as a
//! [`Conflict`](StoreError::Conflict) when the organization has moved on. Documents, deletions and log entries of one commit are
//! written together or not at all, and are on disk when the call returns.
//!
//! | backend | for | on disk when acknowledged | other nodes learn of a change |
//! |---|---|---|---|
//! | SQLite file | one process, the default | write-ahead log, `synchronous=FULL` | there are none: a second process is refused |
//! | SQLite in memory | `--ephemeral` | never | there are none |
//! | PostgreSQL | several nodes | as the server's `synchronous_commit` says, never `off` | `NOTIFY`, and a poll each second |
//!
//! # Adding a kind of stored thing
//!
//! 1. If a JSON document will do, do nothing: pick a `kind` and write [`Document`]s.
//! 2. Otherwise append a migration to `migrations/sqlite/` *and* `migrations/postgres/`, and name it in both `migrations.rs` lists. A
//!    migration that has been released is never edited.
//! 3. Write the SQL in one file of the same name in `sqlite/` and `postgres/`, and the method on [`Store`].
//! 4. State the promise as a case in `tests/contract/`; it then runs on all three backends.
#![deny(missing_docs)]
#![allow(clippy::disallowed_methods, reason = "an edge: files are opened, locked and looked at here")]

mod batch;
mod error;
mod location;
mod postgres;
mod rows;
mod sqlite;
mod store;
mod types;

pub use error::StoreError;
pub use location::Location;
pub use store::Store;
pub use types::{Changes, Document, Loaded, LogCursor, LogEntry, LogQuery, LogRow, UsageRow, Write};
