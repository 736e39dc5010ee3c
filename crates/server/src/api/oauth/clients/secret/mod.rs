//! `/api/v2/oauth/clients/{clientId}/secret`.

pub mod post;
