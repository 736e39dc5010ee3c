//! `/api/v2/usage/aggregates/query`.

pub mod jobs;
