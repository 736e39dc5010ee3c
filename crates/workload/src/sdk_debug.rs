//! What the Terraform provider logs: `sdk_debug.log` in its two formats, and the lines about requests among Terraform's own
//! (`TF_LOG`). The forms are those of the Go SDK's logger and of the provider's hooks around it; one file can hold several,
//! for the provider adds failures as JSON to a log of text. Headers and answers are not read, bodies are looked at for a
//! division and dropped.

use postern_catalog::Catalog;
use serde::Deserialize;
use serde_json::Value;

use crate::Workload;
use crate::request::Request;

/// Begins a request in the text form.
const REQUEST: &str = "=== REQUEST ===";
/// Begins its answer.
const RESPONSE: &str = "=== RESPONSE ===";
/// In each line of the provider's hooks.
const HOOK: &str = "\"debug_type\":";

/// A line of the SDK in JSON.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    method: String,
    url: String,
    #[serde(default)]
    status_code: u16,
    #[serde(default)]
    request_body: String,
}

/// A line of the provider's hooks. Requests are followed by their answers, which say all that is wanted.
#[derive(Deserialize)]
struct Hook {
    debug_type: String,
    #[serde(default)]
    invocation_method: String,
    #[serde(default)]
    invocation_url: String,
    #[serde(default)]
    invocation_status_code: u16,
}

/// Reads a log: the requests to the platform API. A line about a request that cannot be read is a gap; other lines are none
/// of ours.
pub fn read(catalog: &Catalog, text: &str) -> Workload {
    let mut workload = Workload::default();
    let mut open: Option<Open<'_>> = None;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let begins = line.starts_with(REQUEST) || is_statement(line) || line.contains(HOOK);
        if let Some(open) = open.take_if(|_| begins) {
            open.close(catalog, &mut workload);
        }
        if line.starts_with(REQUEST) {
            open = Some(Open::new(number));
        } else if line.contains("debug_type") && line.contains("invocation_") {
            hook(catalog, number, line, &mut workload);
        } else if is_statement(line) {
            statement(catalog, number, line, &mut workload);
        } else if let Some(open) = &mut open {
            open.line(line);
        }
    }
    if let Some(open) = open {
        open.close(catalog, &mut workload);
    }
    workload
}

/// Whether a text looks like such a log.
pub(crate) fn is_one(text: &str) -> bool {
    let told =
        |line: &str| line.starts_with(REQUEST) || (line.contains("debug_type") && line.contains("SDK DEBUG RE")) || is_statement(line);
    text.lines().take(2000).any(told)
}

/// Whether a line is one of the SDK's in JSON: they begin with the same members, in this order.
fn is_statement(line: &str) -> bool {
    line.starts_with("{\"date\":") && line.contains("\"level\":") && line.contains("\"url\":")
}

/// A request in the text form, while its lines come.
struct Open<'l> {
    line: usize,
    url: &'l str,
    method: &'l str,
    body: Option<&'l str>,
    status: Option<u16>,
    answered: bool,
}

impl<'l> Open<'l> {
    fn new(line: usize) -> Self {
        Self { line, url: "", method: "", body: None, status: None, answered: false }
    }

    /// Takes a line. A body may go on for several lines, which begin like anything: the first of each kind counts.
    fn line(&mut self, line: &'l str) {
        if line.starts_with(RESPONSE) {
            self.answered = true;
        } else if self.answered {
            if let (None, Some(status)) = (self.status, line.strip_prefix("Status: ")) {
                self.status = status.trim().parse().ok();
            }
        } else if let (true, Some(url)) = (self.url.is_empty(), line.strip_prefix("URL: ")) {
            self.url = url.trim();
        } else if let (true, Some(method)) = (self.method.is_empty(), line.strip_prefix("Method: ")) {
            self.method = method.trim();
        } else if let (None, Some(body)) = (self.body, line.strip_prefix("Body: ")) {
            self.body = Some(body);
        }
    }

    fn close(self, catalog: &Catalog, workload: &mut Workload) {
        let at = format!("line {}", self.line);
        if self.url.is_empty() || self.method.is_empty() {
            workload.add_gap(at, "a request without its method or address");
        } else {
            let Self { method, url, status, body, .. } = self;
            workload.saw(catalog, &at, &Request { method, url, status: status.filter(|status| *status > 0), body });
        }
    }
}

/// A line in JSON: the SDK's, or one of another program.
fn statement(catalog: &Catalog, number: usize, line: &str, workload: &mut Workload) {
    let at = format!("line {number}");
    if let Ok(said) = serde_json::from_str::<Statement>(line) {
        let status = Some(said.status_code).filter(|status| *status > 0);
        workload.saw(catalog, &at, &Request { method: &said.method, url: &said.url, status, body: Some(&said.request_body) });
    } else if let (Some(method), Some(url)) = (member(line, "method"), member(line, "url")) {
        // The SDK undoes some escapes of its own, so that a line with unusual letters is no JSON any more. Method and
        // address stand before those.
        let status = line.split_once("\"statusCode\":").and_then(|(_, rest)| rest.get(..3)?.parse().ok());
        workload.saw(catalog, &at, &Request { method, url, status, body: None });
    } else if line.contains("\"url\":") || line.contains("\"requestHeaders\":") {
        workload.add_gap(at, "a request without its method or address");
    }
}

/// The text of a member of a JSON object that may be broken further on.
fn member<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let rest = line.split_once(&format!("\"{name}\":\""))?.1;
    rest.split('"').next().filter(|text| !text.contains('\\'))
}

/// A line of the provider's hooks: alone, behind a time, or as a text within a JSON line of Terraform.
fn hook(catalog: &Catalog, number: usize, line: &str, workload: &mut Workload) {
    let at = format!("line {number}");
    let wrapped = serde_json::from_str::<Value>(line).ok().and_then(|value| value.get("@message")?.as_str().map(str::to_owned));
    let line = wrapped.as_deref().unwrap_or(line);
    let read = line.find('{').and_then(|begin| {
        let mut values = serde_json::Deserializer::from_str(&line[begin..]).into_iter::<Hook>();
        values.next()?.ok()
    });
    match read {
        Some(hook) if hook.debug_type == "SDK DEBUG RESPONSE" => {
            let (method, url) = (&hook.invocation_method, &hook.invocation_url);
            let status = Some(hook.invocation_status_code).filter(|status| *status > 0);
            workload.saw(catalog, &at, &Request { method, url, status, body: None });
        }
        Some(_) => {}
        None => workload.add_gap(at, "a line about a request that cannot be read"),
    }
}
