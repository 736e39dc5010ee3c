//! `GET /api/v2/oauth/clients/{clientId}/usage/query/results/{executionId}`: also of a summary.

use std::pin::Pin;

use crate::{
    api::usage::{job::Family, rows},
    call::{Answer, Call},
};

/// Answers every line.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(async move {
        let report = Family::ClientQuery.find(call, "executionId")?;
        rows::whole(call, &report, &report.run(call).await?)
    })
}
