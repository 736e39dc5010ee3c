//! Usage counters.

use uuid::Uuid;

use super::Postgres;
use crate::{StoreError, UsageRow};

const ADD: &str = "
    INSERT INTO postern.usage AS u
        (organization, day, client_id, user_id, operation, status200, status300, status400, status429, status500)
    SELECT $1, r.* FROM UNNEST(
        $2::int[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[]
    ) AS r
    ON CONFLICT (organization, day, client_id, user_id, operation) DO UPDATE SET
        status200 = u.status200 + excluded.status200,
        status300 = u.status300 + excluded.status300,
        status400 = u.status400 + excluded.status400,
        status429 = u.status429 + excluded.status429,
        status500 = u.status500 + excluded.status500";

const READ: &str = "
    SELECT * FROM postern.usage
    WHERE organization = $1 AND day BETWEEN $2 AND $3 AND ($4 IS NULL OR client_id = $4)
    ORDER BY day, client_id, user_id, operation";

impl Postgres {
    pub async fn add_usage(&self, org: Uuid, rows: &[UsageRow]) -> Result<(), StoreError> {
        sqlx::query(ADD)
            .bind(org)
            .bind(rows.iter().map(|row| row.day).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.client).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.user.unwrap_or_default()).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.operation.as_str()).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.status200).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.status300).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.status400).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.status429).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.status500).collect::<Vec<_>>())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub async fn usage(&self, org: Uuid, from_day: i32, to_day: i32, client: Option<Uuid>) -> Result<Vec<UsageRow>, StoreError> {
        Ok(sqlx::query_as(READ).bind(org).bind(from_day).bind(to_day).bind(client).fetch_all(&self.pool).await?)
    }
}
