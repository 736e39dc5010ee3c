//! `/api/v2/oauth/authorizations`: the clients that may be used in the organization. Its own may, unless it
//! enforces scopes.

pub mod get;
pub mod list;
pub mod view;
