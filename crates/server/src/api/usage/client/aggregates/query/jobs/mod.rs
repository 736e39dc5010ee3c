//! `/api/v2/usage/client/{clientId}/aggregates/query/jobs`: what one client called, sorted and in pages.

pub mod create;
pub mod get;
