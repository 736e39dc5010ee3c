//! Rows of either database as values. The columns have the same names and meanings in both.

use sqlx::{ColumnIndex, Decode, Error, FromRow, Row, Type};
use uuid::Uuid;

use crate::{LogEntry, LogRow, UsageRow};

impl<'r, R> FromRow<'r, R> for LogRow
where
    R: Row,
    &'static str: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Uuid: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, Error> {
        let entry = LogEntry {
            at: row.try_get("at")?,
            service: row.try_get("service")?,
            action: row.try_get("action")?,
            entity_type: row.try_get("entity_type")?,
            entity_id: row.try_get("entity_id")?,
            user: row.try_get("user_id")?,
            client: row.try_get("client_id")?,
            body: row.try_get("body")?,
        };
        Ok(Self { id: row.try_get("id")?, sequence: row.try_get("sequence")?, entry })
    }
}

impl<'r, R> FromRow<'r, R> for UsageRow
where
    R: Row,
    &'static str: ColumnIndex<R>,
    i32: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Uuid: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, Error> {
        let user: Uuid = row.try_get("user_id")?;
        Ok(Self {
            day: row.try_get("day")?,
            client: row.try_get("client_id")?,
            // A key column cannot be NULL: all zeros stand for nobody.
            user: (!user.is_nil()).then_some(user),
            operation: row.try_get("operation")?,
            status200: row.try_get("status200")?,
            status300: row.try_get("status300")?,
            status400: row.try_get("status400")?,
            status429: row.try_get("status429")?,
            status500: row.try_get("status500")?,
        })
    }
}
