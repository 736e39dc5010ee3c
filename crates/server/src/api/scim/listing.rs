//! Listings: filter, page and projection from the query (RFC 7644 §3.4.2).

use postern_scim::{AttrPath, Filter, Problem, Projection, ResourceType, ScimType, project};
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// How many resources a page has where nothing is asked for (API description).
const USUAL_COUNT: i64 = 25;

/// Which page is asked for.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// From 1.
    start: usize,
    /// The most resources.
    count: usize,
}

impl Page {
    /// Reads `startIndex` and `count`. What is below the lowest counts as the lowest (RFC 7644 §3.4.2.4).
    pub(super) fn of(call: &Call<'_>) -> Self {
        let number = |name: &str, usual| call.query.get(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        let most = call.organization.profile().settings.paging_max_page_size as usize;
        let positive = |number: i64| usize::try_from(number).unwrap_or_default();
        Self { start: positive(number("startIndex", 1)).max(1), count: positive(number("count", USUAL_COUNT)).min(most) }
    }

    /// The part of `all` on this page.
    pub(super) fn slice<T>(self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        all.skip(self.start - 1).take(self.count)
    }

    /// The page as an answer: `shown` of `total`.
    pub(super) fn answer(self, shown: Vec<Value>, total: usize) -> Answer {
        list(shown, total, self.start)
    }
}

/// A list as an answer.
pub(super) fn list(shown: Vec<Value>, total: usize, start: usize) -> Answer {
    Reply::json(&json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": shown.len(),
        "Resources": shown,
    }))
}

/// What the query asks to be shown.
pub(super) fn projection(call: &Call<'_>) -> Projection {
    let names = |parameter: &str| call.query.list(parameter).into_iter().filter_map(AttrPath::parse).collect();
    Projection { only: names("attributes"), without: names("excludedAttributes") }
}

/// `view` with what the query asks for.
pub(super) fn cut(kind: &'static ResourceType, view: Map<String, Value>, wanted: &Projection) -> Value {
    Value::Object(project(kind, view, wanted))
}

/// The filter of the query, if there is one that fits.
pub(super) fn filter(call: &Call<'_>, kind: &'static ResourceType) -> Result<Option<Filter>, Fault> {
    let Some(text) = call.query.get("filter") else { return Ok(None) };
    let read = Filter::parse(text).map_err(|error| Problem::new(ScimType::InvalidFilter, format!("the filter cannot be read: {error}")));
    let filter = read.and_then(|filter| filter.check(kind).map(|()| filter));
    filter.map(Some).map_err(|problem| Fault::new(400, problem.scim_type.name(), problem.detail))
}
