//! `/api/v2/tokens/me`: the token the request came with.

pub mod delete;
pub mod get;
pub mod head;
