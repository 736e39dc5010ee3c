//! Usage counters.

use uuid::Uuid;

use super::Sqlite;
use crate::{StoreError, UsageRow};

const ADD: &str = "
    INSERT INTO usage (organization, day, client_id, user_id, operation, status200, status300, status400, status429, status500)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
        status200 = status200 + excluded.status200,
        status300 = status300 + excluded.status300,
        status400 = status400 + excluded.status400,
        status429 = status429 + excluded.status429,
        status500 = status500 + excluded.status500";

const READ: &str = "
    SELECT * FROM usage
    WHERE organization = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR client_id = ?4)
    ORDER BY day, client_id, user_id, operation";

impl Sqlite {
    pub async fn add_usage(&self, org: Uuid, rows: &[UsageRow]) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for row in rows {
            sqlx::query(ADD)
                .bind(org)
                .bind(row.day)
                .bind(row.client)
                .bind(row.user.unwrap_or_default())
                .bind(&row.operation)
                .bind(row.status200)
                .bind(row.status300)
                .bind(row.status400)
                .bind(row.status429)
                .bind(row.status500)
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    pub async fn usage(&self, org: Uuid, from_day: i32, to_day: i32, client: Option<Uuid>) -> Result<Vec<UsageRow>, StoreError> {
        Ok(sqlx::query_as(READ).bind(org).bind(from_day).bind(to_day).bind(client).fetch_all(&self.readers).await?)
    }
}
