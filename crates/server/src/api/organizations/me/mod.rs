//! `/api/v2/organizations/me`.

pub mod get;
pub mod put;
pub mod view;
