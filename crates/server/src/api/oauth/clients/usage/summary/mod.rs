//! `/api/v2/oauth/clients/{clientId}/usage/summary`.

pub mod get;
