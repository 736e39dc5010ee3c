//! `/api/v2/usage/client/{clientId}/aggregates/query`.

pub mod jobs;
