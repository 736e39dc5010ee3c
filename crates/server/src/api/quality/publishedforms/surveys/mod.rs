//! `/api/v2/quality/publishedforms/surveys`.

pub mod create;
