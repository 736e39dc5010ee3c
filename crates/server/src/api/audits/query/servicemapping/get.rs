//! `GET /api/v2/audits/query/servicemapping`: what can be asked for.

use super::super::services;
use crate::call::{Answer, Call, Reply};

/// Answers `AuditQueryServiceMapping`.
pub fn handle(_call: &Call<'_>) -> Answer {
    Reply::json(&services::mapping())
}
