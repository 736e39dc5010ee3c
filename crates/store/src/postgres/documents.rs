//! Organizations, their documents, and the one statement that changes them.

use sqlx::{PgConnection, Postgres as Database, Transaction};
use uuid::Uuid;

use super::{Postgres, listen::CHANNEL, log::Columns};
use crate::{
    Changes, Document, Loaded, LogEntry, StoreError,
    batch::{self, Row},
};

/// A commit in one round trip, and so in one transaction without a begin and an end.
///
/// `advanced` makes the organization (`$2`, the expected sequence, is 0) or moves it on by one; it has no row when the organization is
/// elsewhere, and then no other part finds anything to do. A document must not be touched by two parts: `forgotten` leaves alone what
/// `written` revives.
const COMMIT: &str = "
    WITH advanced AS (
        INSERT INTO postern.organizations AS o (id, sequence)
        SELECT $1, $2 + 1 WHERE $2 = 0 OR EXISTS (SELECT 1 FROM postern.organizations WHERE id = $1)
        ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence WHERE o.sequence = $2
        RETURNING sequence
    ), rows AS (
        SELECT * FROM UNNEST($3::text[], $4::text[], $5::text[]) AS r (kind, id, body)
    ), written AS (
        INSERT INTO postern.documents (organization, kind, id, body, sequence)
        SELECT $1, kind, id, body, sequence FROM rows, advanced
        ON CONFLICT (organization, kind, id) DO UPDATE SET body = excluded.body, sequence = excluded.sequence
    ), forgotten AS (
        DELETE FROM postern.documents AS d USING advanced
        WHERE d.organization = $1 AND d.body IS NULL AND d.sequence <= advanced.sequence - $6
          AND NOT EXISTS (SELECT 1 FROM rows WHERE rows.kind = d.kind AND rows.id = d.id)
    ), logged AS (
        INSERT INTO postern.log (organization, sequence, at, service, action, entity_type, entity_id, user_id, client_id, body)
        SELECT $1, sequence, at, service, action, entity_type, entity_id, user_id, client_id, body
        FROM advanced, UNNEST($8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::uuid[], $15::text[])
            WITH ORDINALITY AS l (at, service, action, entity_type, entity_id, user_id, client_id, body, position)
        ORDER BY position
    )
    SELECT sequence, pg_notify($7, $1::text || ' ' || sequence) IS NULL FROM advanced";

const LOAD: &str = "
    SELECT kind, id, body FROM postern.documents WHERE organization = $1 AND body IS NOT NULL ORDER BY kind, id";

const SINCE: &str = "
    SELECT kind, id, body FROM postern.documents WHERE organization = $1 AND sequence > $2 ORDER BY sequence, kind, id";

impl Postgres {
    pub async fn organizations(&self) -> Result<Vec<Uuid>, StoreError> {
        Ok(sqlx::query_scalar("SELECT id FROM postern.organizations").fetch_all(&self.pool).await?)
    }

    pub async fn sequence(&self, org: Uuid) -> Result<i64, StoreError> {
        sequence(&mut *self.pool.acquire().await?, org).await
    }

    pub async fn load(&self, org: Uuid) -> Result<Loaded, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sequence = sequence(&mut snapshot, org).await?;
        let documents = load(&mut snapshot, org).await?;
        Ok(Loaded { sequence, documents })
    }

    pub async fn commit(&self, org: Uuid, expected: i64, rows: &[Row<'_>], log: &[LogEntry]) -> Result<i64, StoreError> {
        let log = Columns::of(log);
        let advanced: Option<(i64, bool)> = sqlx::query_as(COMMIT)
            .bind(org)
            .bind(expected)
            .bind(rows.iter().map(|row| row.kind).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.id).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.body).collect::<Vec<_>>())
            .bind(batch::REMEMBERED)
            .bind(CHANNEL)
            .bind(log.at)
            .bind(log.service)
            .bind(log.action)
            .bind(log.entity_type)
            .bind(log.entity_id)
            .bind(log.user)
            .bind(log.client)
            .bind(log.body)
            .fetch_optional(&self.pool)
            .await?;
        match advanced {
            Some((new, _)) => Ok(new),
            None => Err(StoreError::Conflict { current: self.sequence(org).await? }),
        }
    }

    pub async fn changes_after(&self, org: Uuid, after: i64) -> Result<Changes, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sequence = sequence(&mut snapshot, org).await?;
        if batch::must_start_over(sequence, after) {
            return Ok(Changes::Everything(Loaded { sequence, documents: load(&mut snapshot, org).await? }));
        }
        let rows = sqlx::query_as(SINCE).bind(org).bind(after).fetch_all(&mut *snapshot).await?;
        Ok(Changes::Since { sequence, writes: rows.into_iter().map(batch::write).collect() })
    }

    /// Several reads as of one moment.
    async fn snapshot(&self) -> Result<Transaction<'static, Database>, StoreError> {
        Ok(self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
    }
}

async fn sequence(connection: &mut PgConnection, org: Uuid) -> Result<i64, StoreError> {
    let found = sqlx::query_scalar("SELECT sequence FROM postern.organizations WHERE id = $1").bind(org).fetch_optional(connection).await?;
    Ok(found.unwrap_or(0))
}

async fn load(connection: &mut PgConnection, org: Uuid) -> Result<Vec<Document>, StoreError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(LOAD).bind(org).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(kind, id, body)| Document { kind, id, body }).collect())
}
