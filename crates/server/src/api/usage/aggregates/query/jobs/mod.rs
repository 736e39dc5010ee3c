//! `/api/v2/usage/aggregates/query/jobs`: what the whole organization called, sorted and in pages.

pub mod create;
pub mod get;

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::usage::{
        interval::{Days, Granularity},
        job::Family,
        report::{Dimension, Report},
    },
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// A query (API description: `OrganizationPublicApiUsageQueryRequest`, `ClientPublicApiUsageQueryRequest`).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Aggregates {
    interval: String,
    #[serde(default)]
    granularity: Option<Granularity>,
    #[serde(default)]
    sort_by: Option<Vec<SortBy>>,
    #[serde(default)]
    metrics: Option<Vec<String>>,
    #[serde(default)]
    template_uris: Option<Vec<String>>,
    #[serde(default)]
    http_methods: Option<Vec<String>>,
    #[serde(default)]
    group_by: Option<Vec<Dimension>>,
    #[serde(default)]
    user_ids: Option<Vec<String>>,
    #[serde(default)]
    oauth_client_ids: Option<Vec<String>>,
    #[serde(default)]
    organization_ids: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SortBy {
    field_name: Option<String>,
    order: Option<String>,
}

impl Aggregates {
    /// The report it asks for.
    pub fn report(self) -> Result<Report, Fault> {
        Ok(Report {
            granularity: self.granularity,
            group_by: self.group_by.unwrap_or_default(),
            metrics: self.metrics.unwrap_or_default(),
            clients: self.oauth_client_ids.unwrap_or_default(),
            users: self.user_ids.unwrap_or_default(),
            organizations: self.organization_ids.unwrap_or_default(),
            methods: self.http_methods.unwrap_or_default(),
            templates: self.template_uris.unwrap_or_default(),
            sort: self.sort_by.into_iter().flatten().filter_map(SortBy::text).collect(),
            ..Report::of(Days::parse(&self.interval)?)
        })
    }
}

impl SortBy {
    fn text(self) -> Option<String> {
        let falls = self.order.as_deref() == Some("Desc");
        self.field_name.map(|name| if falls { format!("-{name}") } else { name })
    }
}

/// Says where the results of a submitted job are (API description: `OrganizationUsageQueryResponse` and its like).
pub fn submitted(call: &Call<'_>, family: Family, report: &Report) -> Answer {
    let id = family.submit(report)?;
    let uri = format!("{}/{id}", call.operation_path());
    Reply::with(StatusCode::ACCEPTED, &json!({ "id": id, "resultsUri": uri, "selfUri": uri }))
}
