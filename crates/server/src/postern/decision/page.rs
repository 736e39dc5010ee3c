//! A decision as a page.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header::ACCEPT},
};
use postern_explain::Explanation;
use serde_json::Value;

use crate::{
    login::pages::{Allowed, Frame, respond},
    platform::Platform,
};

/// Whether the caller is a browser that shows a page: it asks for HTML by name.
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

#[derive(Template)]
#[template(path = "decision.html")]
struct Page<'a> {
    frame: Frame<'a>,
    title: String,
    message: Option<&'a str>,
    cause: Option<&'a str>,
    code: Option<&'a str>,
    checks: Vec<Check<'a>>,
    explanation: Option<&'a Explanation>,
    request: String,
    status: &'a Value,
    at: &'a str,
}

struct Check<'a> {
    name: &'a str,
    outcome: &'a str,
    detail: &'a str,
}

impl<'a> Check<'a> {
    fn of(view: &'a Value) -> Option<Self> {
        let (name, outcome) = (view["check"].as_str()?, view["outcome"].as_str()?);
        Some(Self { name, outcome, detail: view["detail"].as_str().unwrap_or_default() })
    }

    /// What the style sheet knows an outcome as.
    fn class(&self) -> &str {
        self.outcome.split(' ').next().map_or("", |word| if word == "did" { "not" } else { word })
    }
}

/// The page of what the endpoint answers as JSON.
pub(super) fn show(platform: &Platform, view: &Value, explanation: Option<&Explanation>) -> Response<Body> {
    let verdict = &view["verdict"];
    let code = verdict["code"].as_str();
    let title = match (verdict["answer"].as_str(), code) {
        (Some("allow"), _) => "Allowed".to_owned(),
        (Some("fault"), _) => "Answered by a fault rule".to_owned(),
        (Some("deny"), Some(code)) => format!("Refused: {code}"),
        _ => "Cannot tell".to_owned(),
    };
    let request = &view["request"];
    let page = Page {
        frame: Frame::of(platform),
        title,
        message: verdict["message"].as_str(),
        cause: verdict["cause"].as_str(),
        code,
        explanation,
        checks: view["checks"].as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(Check::of).collect(),
        request: format!("{} {}", request["method"].as_str().unwrap_or_default(), request["path"].as_str().unwrap_or_default()),
        status: &view["status"],
        at: view["at"].as_str().unwrap_or_default(),
    };
    respond(StatusCode::OK, &page, &Allowed::NOTHING)
}
