//! A report's lines on the wire.

use postern_org::Organization;
use serde_json::{Map, Value, json};

use super::report::{Counts, Group, Lines, Report, client_name};
use crate::{
    api::oauth::clients::view::author,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// The default of `pageSize` where usage is paged.
const PAGE: usize = 100;

type Count = fn(&Counts) -> i64;

/// Each count with its name in a query and in a line.
const COUNTS: [(&str, &str, Count); 6] = [
    ("Status200", "status200", |counts| counts.status200),
    ("Status300", "status300", |counts| counts.status300),
    ("Status400", "status400", |counts| counts.status400),
    ("Status429", "status429", |counts| counts.status429),
    ("Status500", "status500", |counts| counts.status500),
    ("Requests", "requests", Counts::requests),
];

/// The members of a line that are there.
fn line(members: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Map<String, Value> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// A line as `/usage/query` and its like show it (API description: `ApiUsageRow`).
fn api_usage_row(organization: &Organization, report: &Report, group: &Group, counts: &Counts) -> Value {
    let names = [
        ("clientId", group.client.map(|id| json!(id))),
        ("clientName", group.client.and_then(|id| client_name(organization, id)).map(|name| json!(name))),
        ("organizationId", group.organization.map(|id| json!(id))),
        ("userId", group.user.map(|id| json!(id))),
        ("templateUri", group.template.as_ref().map(|template| json!(template))),
        ("httpMethod", group.method.map(|method| json!(method))),
        ("date", group.date.as_ref().map(|date| json!(format!("{date}T00:00:00.000Z")))),
    ];
    let counts = COUNTS.iter().filter(|(metric, _, _)| report.shows(metric)).map(|(_, name, count)| (*name, Some(json!(count(counts)))));
    Value::Object(line(names.into_iter().chain(counts)))
}

/// A line as the aggregates jobs show it (API description: `OrganizationPublicApiUsage`, `ClientPublicApiUsage`).
fn public_api_usage(organization: &Organization, report: &Report, group: &Group, counts: &Counts) -> Value {
    let names = [
        ("oauthClient", group.client.map(|id| author(organization, id))),
        ("organizationId", group.organization.map(|id| json!(id))),
        ("user", group.user.map(|id| json!({ "id": id, "selfUri": format!("/api/v2/users/{id}") }))),
        ("templateUri", group.template.as_ref().map(|template| json!(template))),
        ("httpMethod", group.method.map(|method| json!(method))),
        ("date", group.date.as_ref().map(|date| json!(date))),
    ];
    let counts = COUNTS.iter().filter(|(metric, _, _)| report.shows(metric)).map(|(metric, name, count)| {
        let name = if *metric == "Requests" { "requestCount" } else { name };
        (name, Some(json!(count(counts))))
    });
    Value::Object(line(names.into_iter().chain(counts)))
}

/// The whole result of a query (API description: `ApiUsageQueryResult`).
pub fn whole(call: &Call<'_>, report: &Report, lines: &Lines) -> Answer {
    let rows: Vec<_> = lines.iter().map(|(group, counts)| api_usage_row(&call.organization, report, group, counts)).collect();
    Reply::json(&json!({ "results": rows, "queryStatus": "Complete" }))
}

/// One page of a result of the same shape.
pub fn paged(call: &Call<'_>, report: &Report, lines: &Lines) -> Answer {
    let rows = lines.iter().map(|(group, counts)| api_usage_row(&call.organization, report, group, counts)).collect();
    let page = Stretch::of(call, rows)?;
    let cursors = page.next.map_or_else(|| json!({}), |next| json!({ "after": next.to_string() }));
    Reply::json(&json!({ "results": page.rows, "queryStatus": "Complete", "cursors": cursors }))
}

/// One page of the result of a job (API description: `OrganizationPublicApiUsageResultsResponse` and its like).
pub fn of_job(call: &Call<'_>, report: &Report, lines: &Lines) -> Answer {
    let rows = lines.iter().map(|(group, counts)| public_api_usage(&call.organization, report, group, counts)).collect();
    let page = Stretch::of(call, sorted(report, rows))?;
    let path = call.operation_path();
    let mut answer = json!({ "queryStatus": "Succeeded", "entities": page.rows, "selfUri": path });
    if let Some(next) = page.next {
        answer["nextUri"] = json!(format!("{path}?pageSize={}&after={next}", page.size));
    }
    Reply::json(&answer)
}

/// Some of the rows, from a cursor on.
struct Stretch {
    rows: Vec<Value>,
    size: usize,
    next: Option<usize>,
}

impl Stretch {
    fn of(call: &Call<'_>, rows: Vec<Value>) -> Result<Self, Fault> {
        let limit = call.organization.profile().settings.paging_max_page_size as usize;
        let size = call.query.number("pageSize", PAGE.min(limit))?;
        if size == 0 || size > limit {
            return Err(Fault::query("pageSize", &size.to_string(), &format!("1 to {limit}")));
        }
        let after = call.query.number("after", 0)?;
        let end = after.saturating_add(size);
        let next = (end < rows.len()).then_some(end);
        Ok(Self { rows: rows.into_iter().skip(after).take(size).collect(), size, next })
    }
}

/// Rows in the order a query asks for; what it does not order stays as it is.
fn sorted(report: &Report, mut rows: Vec<Value>) -> Vec<Value> {
    for field in report.sort.iter().rev() {
        let (name, falls) = field.strip_prefix('-').map_or((field.as_str(), false), |name| (name, true));
        let number = |row: &Value| row.get(name).and_then(Value::as_i64);
        let text = |row: &Value| row.get(name).map(Value::to_string);
        rows.sort_by(|left, right| {
            let order = number(left).cmp(&number(right)).then_with(|| text(left).cmp(&text(right)));
            if falls { order.reverse() } else { order }
        });
    }
    rows
}
