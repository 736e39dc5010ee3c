//! The shape of the tables. SQLite's `user_version` says how many of these steps a file has seen.

use std::path::Path;

use sqlx::{AssertSqlSafe, Executor, SqlitePool};

use super::verify::{self, APPLICATION_ID};
use crate::StoreError;

/// In order; append only.
const STEPS: [&str; 1] = [include_str!("../../migrations/sqlite/0001_initial.sql")];

/// The newest schema this version knows.
pub(super) const KNOWN: i64 = STEPS.len() as i64;

/// Takes the steps that are missing, all or none.
pub(super) async fn run(writer: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    verify::schema(version, path)?;
    if version == KNOWN {
        return Ok(transaction.rollback().await?);
    }
    for step in STEPS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute(*step).await?;
    }
    transaction.execute(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {KNOWN}"))).await?;
    transaction.commit().await?;
    // INVARIANT: the marks are in the file itself, where `verify` reads them, and not only in the write-ahead log.
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    Ok(())
}
