//! `POST /api/v2/audits/query`: submits a query.

use axum::http::StatusCode;

use super::execution::Execution;
use crate::call::{Answer, Call, Reply};

/// Answers 202 and `AuditQueryExecutionStatusResponse`; the result is there at the first poll.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::with(StatusCode::ACCEPTED, &Execution::submitted(call)?.status("Queued"))
}
