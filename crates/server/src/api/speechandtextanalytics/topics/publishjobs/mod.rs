//! `/api/v2/speechandtextanalytics/topics/publishjobs`.

pub mod create;
