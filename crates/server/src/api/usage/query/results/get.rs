//! `GET /api/v2/usage/query/{executionId}/results`.

use std::pin::Pin;

use crate::{
    api::usage::{job::Family, rows},
    call::{Answer, Call},
};

/// Answers every line.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(async move {
        let report = Family::Query.find(call, "executionId")?;
        rows::whole(call, &report, &report.run(call).await?)
    })
}
