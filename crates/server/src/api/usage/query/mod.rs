//! `/api/v2/usage/query`: what the whole organization called.

pub mod post;
pub mod results;

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{
    interval::{Days, Granularity},
    job::Family,
    report::{Dimension, Report},
};
use crate::{
    call::{Answer, Reply},
    fault::Fault,
};

/// A query (API description: `ApiUsageOrganizationQuery`, `ApiUsageClientQuery`).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Query {
    interval: String,
    #[serde(default)]
    granularity: Option<Granularity>,
    #[serde(default)]
    metrics: Option<Vec<String>>,
    #[serde(default)]
    group_by: Option<Vec<Dimension>>,
}

impl Query {
    /// The report it asks for.
    pub fn report(self) -> Result<Report, Fault> {
        let days = Days::parse(&self.interval)?;
        let (metrics, group_by) = (self.metrics.unwrap_or_default(), self.group_by.unwrap_or_default());
        Ok(Report { granularity: self.granularity, metrics, group_by, ..Report::of(days) })
    }
}

/// Says where the results of a submitted query are (API description: `UsageExecutionResult`); 202, for they are fetched
/// later.
pub fn submitted(family: Family, report: &Report, results: impl Fn(&str) -> String) -> Answer {
    let id = family.submit(report)?;
    Reply::with(StatusCode::ACCEPTED, &json!({ "executionId": id, "resultsUri": results(&id) }))
}
