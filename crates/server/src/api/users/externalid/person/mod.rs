//! `/api/v2/users/externalid/{authorityName}/{externalKey}`.

pub mod get;
