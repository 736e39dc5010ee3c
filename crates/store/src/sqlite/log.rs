//! The change log.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::Sqlite;
use crate::{LogCursor, LogEntry, LogQuery, LogRow, StoreError};

const APPEND: &str = "
    INSERT INTO log (organization, sequence, at, service, action, entity_type, entity_id, user_id, client_id, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const OLDEST_FIRST: &str = "
    SELECT * FROM log
    WHERE organization = ?1 AND at >= ?2 AND at < ?3
      AND (?4 IS NULL OR service = ?4) AND (?5 IS NULL OR action = ?5)
      AND (?6 IS NULL OR entity_type = ?6) AND (?7 IS NULL OR entity_id = ?7)
      AND (?8 IS NULL OR user_id = ?8) AND (?9 IS NULL OR client_id = ?9)
      AND (at, id) > (?10, ?11)
    ORDER BY at, id LIMIT ?12";

const NEWEST_FIRST: &str = "
    SELECT * FROM log
    WHERE organization = ?1 AND at >= ?2 AND at < ?3
      AND (?4 IS NULL OR service = ?4) AND (?5 IS NULL OR action = ?5)
      AND (?6 IS NULL OR entity_type = ?6) AND (?7 IS NULL OR entity_id = ?7)
      AND (?8 IS NULL OR user_id = ?8) AND (?9 IS NULL OR client_id = ?9)
      AND (at, id) < (?10, ?11)
    ORDER BY at DESC, id DESC LIMIT ?12";

pub(super) async fn append(connection: &mut SqliteConnection, org: Uuid, sequence: i64, log: &[LogEntry]) -> Result<(), StoreError> {
    for entry in log {
        sqlx::query(APPEND)
            .bind(org)
            .bind(sequence)
            .bind(entry.at)
            .bind(&entry.service)
            .bind(&entry.action)
            .bind(&entry.entity_type)
            .bind(&entry.entity_id)
            .bind(entry.user)
            .bind(entry.client)
            .bind(&entry.body)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

impl Sqlite {
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
            .fetch_all(&self.readers)
            .await?;
        Ok(rows)
    }
}
