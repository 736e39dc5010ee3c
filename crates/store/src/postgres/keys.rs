//! Keys that outlive the process.

use super::Postgres;
use crate::StoreError;

impl Postgres {
    pub async fn key(&self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, StoreError> {
        // Two statements: the second sees what another node stored while the first waited for it.
        sqlx::query("INSERT INTO postern.keys (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(fresh)
            .execute(&self.pool)
            .await?;
        Ok(sqlx::query_scalar("SELECT value FROM postern.keys WHERE name = $1").bind(name).fetch_one(&self.pool).await?)
    }

    pub async fn known_key(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar("SELECT value FROM postern.keys WHERE name = $1").bind(name).fetch_optional(&self.pool).await?)
    }
}
