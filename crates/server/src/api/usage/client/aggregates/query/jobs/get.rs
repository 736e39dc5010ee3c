//! `GET /api/v2/usage/client/{clientId}/aggregates/query/jobs/{jobId}`.

use std::pin::Pin;

use crate::{
    api::usage::{job::Family, rows},
    call::{Answer, Call},
};

/// Answers one page of the lines.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(async move {
        let report = Family::ClientAggregates.find(call, "jobId")?;
        rows::of_job(call, &report, &report.run(call).await?)
    })
}
