//! `/api/v2/analytics`: what is seen at this moment.

pub mod queues;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] =
    &[("post_analytics_queues_observations_query", Handler::Read(queues::observations::query::post::handle))];
