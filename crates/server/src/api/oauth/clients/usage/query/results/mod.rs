//! `/api/v2/oauth/clients/{clientId}/usage/query/results`.

pub mod get;
