//! `/api/v2/speechandtextanalytics/topics`.

pub mod publishjobs;
