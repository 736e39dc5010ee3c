//! `/api/v2/usage/aggregates`.

pub mod query;
