//! `/api/v2/audits/query/realtime`: the same log, answered at once.

pub mod post;
pub mod related;
pub mod servicemapping;
