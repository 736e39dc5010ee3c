//! `/schemas`: data (`postern_scim::schema`).

pub mod get;
pub mod list;
