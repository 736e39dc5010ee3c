//! `/api/v2/quality/publishedforms/evaluations`.

pub mod create;
