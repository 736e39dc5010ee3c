//! `/api/v2/usage/client/{clientId}/aggregates`.

pub mod query;
