//! `/api/v2/usage/query/{executionId}/results`.

pub mod get;
