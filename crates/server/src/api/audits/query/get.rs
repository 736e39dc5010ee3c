//! `GET /api/v2/audits/query/{transactionId}`: how far a query is.

use super::execution::Execution;
use crate::call::{Answer, Call, Reply};

/// Answers `AuditQueryExecutionStatusResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&Execution::named(call)?.status("Succeeded"))
}
