//! `/api/v2/oauth/clients/{clientId}/usage/query`.

pub mod post;
pub mod results;
