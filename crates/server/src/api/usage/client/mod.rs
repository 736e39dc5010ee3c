//! `/api/v2/usage/client`.

pub mod aggregates;
