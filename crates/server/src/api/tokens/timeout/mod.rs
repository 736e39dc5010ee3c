//! `/api/v2/tokens/timeout`: how long tokens may idle.

pub mod get;
pub mod put;
