//! The shape of the tables. The one row of `postern.schema` says how many of these steps the database has seen.

use sqlx::{Connection, Executor, PgConnection};

use crate::StoreError;

/// In order; append only.
const STEPS: [&str; 1] = [include_str!("../../migrations/postgres/0001_initial.sql")];

/// The newest schema this version knows.
const KNOWN: i64 = STEPS.len() as i64;

/// Any number will do, as long as every node uses the same: `Post`.
const LOCK: &str = "SELECT pg_advisory_xact_lock(x'506f7374'::int)";

/// Takes the steps that are missing, all or none. Nodes that start at once take turns.
pub(super) async fn run(connection: &mut PgConnection, place: &str) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    transaction.execute(LOCK).await?;
    let version = version(&mut transaction).await?;
    if version > KNOWN {
        return Err(StoreError::Newer { place: place.to_owned(), found: version, known: KNOWN });
    }
    if version == 0 {
        transaction.execute("CREATE SCHEMA IF NOT EXISTS postern").await?;
        transaction.execute("CREATE TABLE postern.schema AS SELECT 0::bigint AS version").await?;
    }
    if version < KNOWN {
        for step in STEPS.iter().skip(usize::try_from(version).unwrap_or(0)) {
            transaction.execute(*step).await?;
        }
        sqlx::query("UPDATE postern.schema SET version = $1").bind(KNOWN).execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// 0 in a database that Postern has not been in.
async fn version(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let there: bool = sqlx::query_scalar("SELECT to_regclass('postern.schema') IS NOT NULL").fetch_one(&mut *connection).await?;
    Ok(if there { sqlx::query_scalar("SELECT version FROM postern.schema").fetch_one(connection).await? } else { 0 })
}
