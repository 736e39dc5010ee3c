//! `GET /api/v2/audits/query/realtime/servicemapping`: the same mapping, for there is one log.

use super::super::super::servicemapping;
use crate::call::{Answer, Call};

/// Answers `AuditQueryServiceMapping`.
pub fn handle(call: &Call<'_>) -> Answer {
    servicemapping::get::handle(call)
}
