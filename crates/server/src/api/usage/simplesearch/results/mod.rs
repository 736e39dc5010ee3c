//! `/api/v2/usage/simplesearch/{executionId}/results`.

pub mod get;
