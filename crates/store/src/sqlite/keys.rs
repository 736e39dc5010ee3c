//! Keys that outlive the process.

use super::Sqlite;
use crate::StoreError;

impl Sqlite {
    pub async fn key(&self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut connection = self.writer.acquire().await?;
        sqlx::query("INSERT INTO keys (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(fresh)
            .execute(&mut *connection)
            .await?;
        Ok(sqlx::query_scalar("SELECT value FROM keys WHERE name = ?").bind(name).fetch_one(&mut *connection).await?)
    }

    pub async fn known_key(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar("SELECT value FROM keys WHERE name = ?").bind(name).fetch_optional(&self.writer).await?)
    }
}
