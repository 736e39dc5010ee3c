//! `POST /api/v2/audits/query/realtime/related`: the events of the same change.

use std::{future::Future, pin::Pin};

use postern_store::LogQuery;
use serde::Deserialize;
use serde_json::json;

use super::super::super::message::{has_id, message, time_of};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// API description: `AuditRealtimeRelatedRequest`; one change has one moment, so its sort order says nothing.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    audit_id: String,
    trustor_org_id: Option<String>,
}

/// Answers `AuditRealtimeRelatedResultsResponse`: the event itself and those that were written with it.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(related(call))
}

async fn related(call: &Call<'_>) -> Answer {
    let body: Body = call.read()?;
    let own = call.organization.profile().id.to_string();
    if body.trustor_org_id.is_some_and(|id| !id.eq_ignore_ascii_case(&own)) {
        return Err(Fault::not_found());
    }
    let at = time_of(&body.audit_id).ok_or_else(Fault::not_found)?;
    let mut rows = call.log(&LogQuery { from: at, to: at.saturating_add(1), ..LogQuery::default() }).await?;
    let change = rows.iter().find(|row| has_id(row, &body.audit_id)).ok_or_else(Fault::not_found)?.sequence;
    rows.retain(|row| row.sequence == change);
    Reply::json(&json!({ "entities": rows.iter().map(|row| message(call, row)).collect::<Vec<_>>() }))
}
