//! Organizations, their documents, and the one transaction that changes them.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::Sqlite;
use crate::{
    Changes, Document, Loaded, LogEntry, StoreError,
    batch::{self, Row},
};

/// Makes the organization (`expected` 0) or moves it on by one; no row when it is elsewhere.
const ADVANCE: &str = "
    INSERT INTO organizations (id, sequence)
    SELECT ?1, ?2 + 1 WHERE ?2 = 0 OR EXISTS (SELECT 1 FROM organizations WHERE id = ?1)
    ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence WHERE sequence = ?2
    RETURNING sequence";

const PUT: &str = "
    INSERT INTO documents (organization, sequence, kind, id, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sequence = excluded.sequence, body = excluded.body";

const FORGET: &str = "DELETE FROM documents WHERE organization = ? AND sequence <= ? AND body IS NULL";

const LOAD: &str = "SELECT kind, id, body FROM documents WHERE organization = ? AND body IS NOT NULL ORDER BY kind, id";

const SINCE: &str = "SELECT kind, id, body FROM documents WHERE organization = ? AND sequence > ? ORDER BY sequence, kind, id";

impl Sqlite {
    pub async fn organizations(&self) -> Result<Vec<Uuid>, StoreError> {
        Ok(sqlx::query_scalar("SELECT id FROM organizations").fetch_all(&self.readers).await?)
    }

    pub async fn sequence(&self, org: Uuid) -> Result<i64, StoreError> {
        sequence(&mut *self.readers.acquire().await?, org).await
    }

    pub async fn load(&self, org: Uuid) -> Result<Loaded, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let sequence = sequence(&mut snapshot, org).await?;
        let documents = load(&mut snapshot, org).await?;
        Ok(Loaded { sequence, documents })
    }

    pub async fn commit(&self, org: Uuid, expected: i64, rows: &[Row<'_>], log: &[LogEntry]) -> Result<i64, StoreError> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let advanced = sqlx::query_scalar(ADVANCE).bind(org).bind(expected).fetch_optional(&mut *transaction).await?;
        let Some(new) = advanced else {
            return Err(StoreError::Conflict { current: sequence(&mut transaction, org).await? });
        };
        for Row { kind, id, body } in rows {
            sqlx::query(PUT).bind(org).bind(new).bind(*kind).bind(*id).bind(*body).execute(&mut *transaction).await?;
        }
        super::log::append(&mut transaction, org, new, log).await?;
        sqlx::query(FORGET).bind(org).bind(new - batch::REMEMBERED).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(new)
    }

    pub async fn changes_after(&self, org: Uuid, after: i64) -> Result<Changes, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let sequence = sequence(&mut snapshot, org).await?;
        if batch::must_start_over(sequence, after) {
            return Ok(Changes::Everything(Loaded { sequence, documents: load(&mut snapshot, org).await? }));
        }
        let rows = sqlx::query_as(SINCE).bind(org).bind(after).fetch_all(&mut *snapshot).await?;
        Ok(Changes::Since { sequence, writes: rows.into_iter().map(batch::write).collect() })
    }
}

async fn sequence(connection: &mut SqliteConnection, org: Uuid) -> Result<i64, StoreError> {
    let found = sqlx::query_scalar("SELECT sequence FROM organizations WHERE id = ?").bind(org).fetch_optional(connection).await?;
    Ok(found.unwrap_or(0))
}

async fn load(connection: &mut SqliteConnection, org: Uuid) -> Result<Vec<Document>, StoreError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(LOAD).bind(org).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(kind, id, body)| Document { kind, id, body }).collect())
}
