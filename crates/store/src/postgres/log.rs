//! The change log.

use uuid::Uuid;

use super::Postgres;
use crate::{LogCursor, LogEntry, LogQuery, LogRow, StoreError};

const OLDEST_FIRST: &str = "
    SELECT * FROM postern.log
    WHERE organization = $1 AND at >= $2 AND at < $3
      AND ($4 IS NULL OR service = $4) AND ($5 IS NULL OR action = $5)
      AND ($6 IS NULL OR entity_type = $6) AND ($7 IS NULL OR entity_id = $7)
      AND ($8 IS NULL OR user_id = $8) AND ($9 IS NULL OR client_id = $9)
      AND (at, id) > ($10, $11)
    ORDER BY at, id LIMIT $12";

const NEWEST_FIRST: &str = "
    SELECT * FROM postern.log
    WHERE organization = $1 AND at >= $2 AND at < $3
      AND ($4 IS NULL OR service = $4) AND ($5 IS NULL OR action = $5)
      AND ($6 IS NULL OR entity_type = $6) AND ($7 IS NULL OR entity_id = $7)
      AND ($8 IS NULL OR user_id = $8) AND ($9 IS NULL OR client_id = $9)
      AND (at, id) < ($10, $11)
    ORDER BY at DESC, id DESC LIMIT $12";

/// Entries as one array for each column, the form in which PostgreSQL takes many rows in one statement.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub at: Vec<i64>,
    pub service: Vec<&'a str>,
    pub action: Vec<&'a str>,
    pub entity_type: Vec<&'a str>,
    pub entity_id: Vec<&'a str>,
    pub user: Vec<Option<Uuid>>,
    pub client: Vec<Option<Uuid>>,
    pub body: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    pub fn of(log: &'a [LogEntry]) -> Self {
        let mut columns = Self::default();
        for entry in log {
            columns.at.push(entry.at);
            columns.service.push(&entry.service);
            columns.action.push(&entry.action);
            columns.entity_type.push(&entry.entity_type);
            columns.entity_id.push(&entry.entity_id);
            columns.user.push(entry.user);
            columns.client.push(entry.client);
            columns.body.push(&entry.body);
        }
        columns
    }
}

impl Postgres {
    pub async fn log(&self, org: Uuid, query: &LogQuery) -> Result<Vec<LogRow>, StoreError> {
        let (sql, start) = if query.newest_first { (NEWEST_FIRST, LogCursor::LAST) } else { (OLDEST_FIRST, LogCursor::FIRST) };
        let after = query.after.unwrap_or(start);
        let rows = sqlx::query_as(sql)
            .bind(org)
            .bind(query.from)
            .bind(query.to)
            .bind(&query.service)
            .bind(&query.action)
            .bind(&query.entity_type)
            .bind(&query.entity_id)
            .bind(query.user)
            .bind(query.client)
            .bind(after.at)
            .bind(after.id)
            .bind(i64::from(query.limit))
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }
}
