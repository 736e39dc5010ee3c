//! `POST /api/v2/usage/simplesearch`.

use serde::Deserialize;

use crate::{
    api::usage::{
        interval::{Days, Granularity},
        job::Family,
        query::submitted,
        report::{Dimension, Report},
    },
    call::{Answer, Call},
};

/// A search (API description: `ApiUsageSimpleSearch`).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Search {
    interval: String,
    #[serde(default)]
    metrics: Option<Vec<String>>,
    #[serde(default)]
    oauth_client_names: Option<Vec<String>>,
    #[serde(default)]
    http_methods: Option<Vec<String>>,
    #[serde(default)]
    template_uris: Option<Vec<String>>,
}

/// The metrics that keep lines apart.
const APART: [(&str, Dimension); 3] =
    [("ClientName", Dimension::Client), ("HttpMethod", Dimension::Method), ("TemplateUri", Dimension::Template)];

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    let search: Search = call.read()?;
    let days = Days::parse(&search.interval)?;
    let report = Report { metrics: search.metrics.unwrap_or_default(), ..Report::of(days) };
    let report = Report {
        granularity: report.shows("Date").then_some(Granularity::Day),
        group_by: APART.iter().filter(|(metric, _)| report.shows(metric)).map(|(_, dimension)| *dimension).collect(),
        client_names: search.oauth_client_names.unwrap_or_default(),
        methods: search.http_methods.unwrap_or_default(),
        templates: search.template_uris.unwrap_or_default(),
        ..report
    };
    submitted(Family::Search, &report, |id| format!("/api/v2/usage/simplesearch/{id}/results"))
}
