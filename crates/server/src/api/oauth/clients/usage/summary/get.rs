//! `GET /api/v2/oauth/clients/{clientId}/usage/summary`: a query ready made, of the last days by operation.

use crate::{
    api::{
        oauth::clients::usage::submit,
        usage::{
            interval::{Days, Granularity},
            report::{Dimension, Report},
        },
    },
    call::{Answer, Call},
    fault::Fault,
};

const DEFAULT_DAYS: i32 = 7;
const MOST_DAYS: i32 = 366;

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    let given = call.query.get("days");
    let days = given.map_or(Some(DEFAULT_DAYS), |text| text.parse().ok()).filter(|days| (1..=MOST_DAYS).contains(days));
    let days = days.ok_or_else(|| Fault::query("days", given.unwrap_or_default(), &format!("1 to {MOST_DAYS}")))?;
    submit(
        call,
        Report {
            granularity: Some(Granularity::Day),
            group_by: vec![Dimension::Client, Dimension::Organization, Dimension::Template, Dimension::Method],
            ..Report::of(Days::last(days, call.now))
        },
    )
}
