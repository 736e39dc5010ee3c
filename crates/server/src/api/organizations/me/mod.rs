//! `/api/v2/organizations/me`.

pub mod get;
pub mod put;
mod view;
