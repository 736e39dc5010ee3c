//! `/api/v2/oauth/scopes`.

pub mod get;
pub mod list;
pub mod view;
