//! `/api/v2/usage/simplesearch`: the metrics that are shown are also what lines are kept apart by.

pub mod post;
pub mod results;
