//! `/api/v2/responsemanagement/responseassets`.

pub mod search;
pub mod uploads;
