//! From a request that was seen to the operation that it called.

use postern_catalog::{Catalog, Operation, Params, Route, route::normalized};
use postern_model::Id;
use serde_json::Value;

use crate::{Origin, Place, Workload};

/// Where every path of the platform API begins.
const BEGIN: &str = "/api/v2/";

/// A request that was seen.
pub(crate) struct Request<'r> {
    pub method: &'r str,
    pub url: &'r str,
    pub status: Option<u16>,
    pub body: Option<&'r str>,
}

/// The path within the platform API, without what stands before or behind it; `None` if the request goes elsewhere.
pub(crate) fn api_path(url: &str) -> Option<&str> {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let path = match plain.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => plain,
    };
    let begin = path.to_ascii_lowercase().find(BEGIN)?;
    path.get(begin..)
}

impl Workload {
    /// Adds the operation that `request`, seen at `at`, called; what leads nowhere is a gap.
    pub(crate) fn saw(&mut self, catalog: &Catalog, at: &str, request: &Request<'_>) {
        let Some(path) = api_path(request.url) else { return };
        let method = request.method.to_ascii_uppercase();
        if method == "OPTIONS" {
            return;
        }
        let path = normalized(path);
        match catalog.route(&method, &path) {
            Route::Found { operation, params } => {
                let operation = catalog.operation(operation);
                let place = place(operation, &params, request.body);
                let answer = request.status.map_or(String::new(), |status| format!(", answered {status}"));
                let what = format!("{} {}{answer}", operation.method, operation.path);
                self.need(operation.id, place, Origin { at: at.to_owned(), what, seen: true });
            }
            Route::WrongMethod => {
                self.add_gap_once(at, format!("the API description has no {} for this path: {}", shown(&method), blind(&path)))
            }
            Route::NotFound => self.add_gap_once(at, format!("the API description has no such path: {}", blind(&path))),
        }
    }
}

/// A method as it may be shown: one of HTTP's, nothing made up.
fn shown(method: &str) -> &str {
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].into_iter().find(|known| *known == method).unwrap_or("such method")
}

/// A path of which only the words are shown: an id or a token in it is not.
fn blind(path: &str) -> String {
    let word = |segment: &str| segment.len() <= 40 && segment.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-');
    let segments = path.split('/').enumerate().map(|(at, segment)| if at <= 2 || word(segment) { segment } else { "…" });
    format!("`{}`", segments.collect::<Vec<_>>().join("/"))
}

/// The division that a request names in its path or body.
fn place(operation: &Operation, params: &Params<'_>, body: Option<&str>) -> Place {
    if let Some(division) = params.get(operation, "divisionId").and_then(Id::parse) {
        return Place::Division(division);
    }
    if operation.method == "GET" || !operation.division_hints.body {
        return Place::Unsaid;
    }
    let body: Value = body.and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default();
    let named = [body.get("divisionId"), body.get("division").and_then(|division| division.get("id"))];
    named.into_iter().flatten().find_map(|id| Id::parse(id.as_str()?)).map_or(Place::Unsaid, Place::Division)
}
