//! `/postern/faults`: rules by which chosen requests fail, wait or read old values, so that a pipeline's patience can be tested.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{json_body, refuse};
use crate::{
    faults::{self, BadRule, Rule},
    platform::Platform,
};

/// Every rule, with how often it matched and acted.
pub(super) fn list(platform: &Platform) -> Value {
    json!({ "rules": platform.faults.list().iter().map(|rule| rule.view()).collect::<Vec<_>>() })
}

pub(super) fn show(platform: &Platform, id: &str) -> Response<Body> {
    let found = platform.faults.list().into_iter().find(|rule| is_called(rule, id));
    found.map_or_else(no_such, |rule| Json(rule.view()).into_response())
}

/// `{"rules": […]}` replaces all, or none when one is wrong.
pub(super) fn put(platform: &Platform, body: &[u8]) -> Response<Body> {
    match read(body, faults::rules) {
        Ok(rules) => {
            change(platform, |all| *all = rules.into_iter().map(Arc::new).collect());
            Json(list(platform)).into_response()
        }
        Err(refusal) => *refusal,
    }
}

/// One rule more, tried after the others.
pub(super) fn add(platform: &Platform, body: &[u8]) -> Response<Body> {
    match read(body, faults::rule) {
        Ok(rule) => {
            let view = rule.view();
            change(platform, |all| all.push(Arc::new(rule)));
            (StatusCode::CREATED, Json(view)).into_response()
        }
        Err(refusal) => *refusal,
    }
}

pub(super) fn clear(platform: &Platform) -> Response<Body> {
    change(platform, Vec::clear);
    StatusCode::NO_CONTENT.into_response()
}

pub(super) fn remove(platform: &Platform, id: &str) -> Response<Body> {
    let removed = change(platform, |all| {
        let before = all.len();
        all.retain(|rule| !is_called(rule, id));
        all.len() < before
    });
    if removed { StatusCode::NO_CONTENT.into_response() } else { no_such() }
}

/// Changes the rules; from then on as much of the past is kept as they look back.
fn change<T>(platform: &Platform, change: impl FnOnce(&mut Vec<Arc<Rule>>) -> T) -> T {
    let (answer, age) = platform.faults.change(change);
    platform.tenants.iter().for_each(|tenant| tenant.past.ask_for(age));
    answer
}

fn read<T>(body: &[u8], read: fn(&Value) -> Result<T, BadRule>) -> Result<T, Box<Response<Body>>> {
    read(&json_body(body)?).map_err(|text| Box::new(refuse(StatusCode::BAD_REQUEST, &text)))
}

fn is_called(rule: &Rule, id: &str) -> bool {
    Uuid::try_parse(id).is_ok_and(|id| id == rule.id)
}

fn no_such() -> Response<Body> {
    refuse(StatusCode::NOT_FOUND, "no such fault rule; /postern/faults lists them")
}
