//! `/api/v2/speechandtextanalytics`: publishing of topics.

pub mod topics;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] =
    &[("post_speechandtextanalytics_topics_publishjobs", Handler::Write(topics::publishjobs::create::handle))];
