//! `/api/v2/date`.

mod get;
