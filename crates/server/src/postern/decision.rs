//! `/postern/decisions/{id}`: why a request was answered as it was. The id is in the answer's `Postern-Decision` header. A
//! browser gets a page, everybody else JSON.

mod explained;
mod page;

use axum::{
    Json,
    body::Body,
    http::{HeaderMap, Response, StatusCode},
    response::IntoResponse,
};
use postern_catalog::OperationId;
use postern_decide::{Decision, Reason, Verdict, trace::Step};
use serde_json::{Value, json};
use uuid::Uuid;

use super::refuse;
use crate::{
    decisions::{EntryRefusal, Record, What},
    faults::Acted,
    platform::Platform,
};

const LATEST: usize = 100;

pub(super) fn latest(platform: &Platform) -> Value {
    let row = |record: Record| {
        let mut row =
            json!({ "id": record.id, "at": record.at, "method": record.method.as_str(), "path": record.path, "status": record.status });
        if let What::Operation { faults, .. } = &record.what
            && !faults.is_empty()
        {
            row["faults"] = faults.iter().map(|acted| json!(acted.rule)).collect();
        }
        row
    };
    json!({ "decisions": platform.decisions.latest(LATEST).into_iter().map(row).collect::<Vec<_>>() })
}

pub(super) fn show(platform: &Platform, id: &str, headers: &HeaderMap) -> Response<Body> {
    let record = Uuid::try_parse(id).ok().and_then(|id| platform.decisions.find(id));
    match record {
        Some(record) => {
            let mut view = view(platform, &record);
            let explanation = explained::refusal(platform, &record, &view["verdict"]);
            if page::is_wanted(headers) {
                return page::show(platform, &view, explanation.as_ref());
            }
            if let Some(explanation) = explanation {
                view["explanation"] = json!(explanation);
            }
            Json(view).into_response()
        }
        None => refuse(StatusCode::NOT_FOUND, "no such decision, or too old: the last 16,384 are kept"),
    }
}

fn view(platform: &Platform, record: &Record) -> Value {
    let mut view = json!({
        "id": record.id,
        "at": record.at,
        "request": { "method": record.method.as_str(), "path": record.path },
        "organization": platform.tenants.get(record.tenant).map(|tenant| tenant.current().profile().id),
        "client": record.client,
        "subject": record.subject.map(|subject| json!({ "kind": subject.kind, "id": subject.id })),
        "status": record.status,
    });
    match &record.what {
        What::Operation { operation, decision, faults, .. } => {
            view["operation"] = operation.map_or(Value::Null, |id| named(platform, id));
            let decided = verdict(platform, &record.path, decision);
            let checks = decision.trace.steps().map(|(check, step)| json!({ "check": check.name(), "outcome": outcome(step) }));
            view["checks"] = faults.iter().map(fault_check).chain(checks).collect();
            match faults.iter().find(|acted| acted.answered) {
                Some(acted) => {
                    view["verdict"] = fault_verdict(acted, record.status);
                    view["withoutFault"] = decided;
                }
                None => view["verdict"] = decided,
            }
        }
        What::Entry(entry) => {
            view["verdict"] = entry.refusal.as_ref().map_or_else(
                || json!({ "answer": "allow" }),
                |refusal| {
                    let EntryRefusal { code, message, cause } = refusal;
                    json!({ "answer": "deny", "status": record.status, "code": code, "message": message, "cause": cause })
                },
            );
            let checks = entry.steps.iter();
            view["checks"] = checks.map(|step| json!({ "check": step.check, "outcome": step.outcome, "detail": step.detail })).collect();
        }
    }
    view
}

/// A fault rule as the first of the checks: it comes before the platform's own.
fn fault_check(acted: &Acted) -> Value {
    let name = acted.name.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
    let outcome = if acted.answered { "refused" } else { "reported" };
    json!({ "check": "fault_rule", "outcome": outcome, "detail": format!("rule {}{name} {}", acted.rule, acted.did) })
}

/// What a fault rule answered, in words that nobody takes for the platform's.
fn fault_verdict(acted: &Acted, status: u16) -> Value {
    let called = acted.name.as_deref().map(|name| format!(" `{name}`")).unwrap_or_default();
    let message = format!("the fault rule{called} of /postern/faults answered; this is no refusal of the platform");
    json!({ "answer": "fault", "status": status, "rule": acted.rule, "name": acted.name, "message": message })
}

fn named(platform: &Platform, id: OperationId) -> Value {
    let operation = platform.catalog.operation(id);
    let permissions = operation.permissions.iter().map(|id| platform.catalog.permission(*id).name).collect::<Vec<_>>();
    json!({ "name": operation.name, "need": operation.need, "permissions": permissions })
}

fn verdict(platform: &Platform, path: &str, decision: &Decision) -> Value {
    match &decision.verdict {
        Verdict::Allow => json!({ "answer": "allow" }),
        Verdict::Unknown(missing) => json!({ "answer": "unknown", "missing": format!("{missing:?}") }),
        Verdict::Deny(reason) => {
            let private = match reason {
                Reason::BadCredentials(fault) => Some(fault.text()),
                _ => crate::login::wrong_urls::advice(path),
            };
            json!({
                "answer": "deny", "status": reason.status(), "code": reason.code(),
                "message": reason.message(platform.catalog, |_| true), "cause": private,
            })
        }
    }
}

fn outcome(step: Step) -> &'static str {
    match step {
        Step::Passed => "passed",
        Step::DidNotApply => "did not apply",
        Step::Refused => "refused",
        Step::Unknown => "unknown",
    }
}
