//! What may have been meant by a name that does not exist.
//!
//! Permissions (`domain:entity:action`) and scopes (`family` or `family:readonly`) are often taken for each other, and
//! their verbs for those of other systems, so a name is compared part by part and verb by meaning.

use serde::Serialize;
use strsim::normalized_damerau_levenshtein as alike;

use super::Kind;
use crate::{Catalog, Route};

/// Something that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What it is, which may be another kind than what was looked up.
    pub kind: Kind,
    /// Its name; for an operation, its method and path.
    pub name: String,
}

/// Less alike than this is not worth saying.
const LEAST: f64 = 0.7;
/// Suggestions this much worse than the best are left out.
const SPREAD: f64 = 0.1;
/// The most suggestions of a kind.
const MOST: usize = 5;

/// Verbs of other systems, and the platform's own.
const VERBS: [(&str, &str); 15] = [
    ("read", "view"),
    ("readonly", "view"),
    ("get", "view"),
    ("list", "view"),
    ("create", "add"),
    ("new", "add"),
    ("insert", "add"),
    ("update", "edit"),
    ("write", "edit"),
    ("modify", "edit"),
    ("manage", "edit"),
    ("put", "edit"),
    ("patch", "edit"),
    ("remove", "delete"),
    ("destroy", "delete"),
];

pub(super) fn suggest(catalog: &Catalog, kind: Kind, query: &str) -> Vec<Suggestion> {
    let exact = elsewhere(catalog, query);
    let others = alikes(catalog, kind, query).into_iter().filter(|other| exact.iter().all(|exact| exact.kind != other.kind));
    exact.iter().cloned().chain(others).collect()
}

/// Entities of other kinds with exactly this name.
fn elsewhere(catalog: &Catalog, query: &str) -> Vec<Suggestion> {
    let kinds = [
        (Kind::Operation, catalog.operation_named(query).is_some()),
        (Kind::Permission, catalog.permission_id(query).is_some()),
        (Kind::Scope, catalog.scopes().iter().any(|scope| scope.name == query)),
        (Kind::Model, catalog.model(query).is_some()),
    ];
    kinds.into_iter().filter(|(_, known)| *known).map(|(kind, _)| Suggestion { kind, name: query.to_owned() }).collect()
}

fn alikes(catalog: &Catalog, kind: Kind, query: &str) -> Vec<Suggestion> {
    let permissions = || {
        best(
            Kind::Permission,
            catalog.permissions().iter().map(|permission| (permission.name.to_owned(), as_permission(query, permission.name))),
        )
    };
    let scopes = || best(Kind::Scope, catalog.scopes().iter().map(|scope| (scope.name.to_owned(), as_scope(query, scope.name))));
    match kind {
        Kind::Permission => [permissions(), scopes()].concat(),
        Kind::Scope => [scopes(), permissions()].concat(),
        Kind::Model => best(kind, catalog.models().map(|model| (model.name.to_owned(), alike(&lower(query), &lower(model.name))))),
        Kind::Operation => operations(catalog, query),
    }
}

/// The likeliest candidates, the best first.
fn best(kind: Kind, candidates: impl Iterator<Item = (String, f64)>) -> Vec<Suggestion> {
    let mut candidates: Vec<_> = candidates.filter(|(_, score)| *score >= LEAST).collect();
    candidates.sort_by(|(left, a), (right, b)| b.total_cmp(a).then_with(|| left.cmp(right)));
    let bar = candidates.first().map_or(LEAST, |(_, score)| score - SPREAD);
    let likely = candidates.into_iter().filter(|(_, score)| *score >= bar).take(MOST);
    likely.map(|(name, _)| Suggestion { kind, name }).collect()
}

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// How alike two verbs are: the same, the platform's own for the one asked, of one meaning, or alike in letters.
fn verbs(asked: &str, known: &str) -> f64 {
    let meaning = |verb: &str| VERBS.iter().find(|(other, _)| *other == verb).map_or(verb.to_owned(), |(_, own)| (*own).to_owned());
    match meaning(asked) {
        _ if asked == known => 1.0,
        own if own == known => 0.98,
        own if own == meaning(known) => 0.9,
        _ => alike(asked, known),
    }
}

/// How well a permission answers a query of two or three parts, or of one that is its whole name.
fn as_permission(query: &str, permission: &str) -> f64 {
    let (query, permission) = (lower(query), lower(permission));
    let (asked, known): (Vec<&str>, Vec<&str>) = (query.split(':').collect(), permission.split(':').collect());
    match (asked.as_slice(), known.as_slice()) {
        ([domain, entity, action], [d, e, a]) => 0.35 * alike(domain, d) + 0.4 * alike(entity, e) + 0.25 * verbs(action, a),
        _ => alike(&query, &permission),
    }
}

/// How well a scope answers a query: by family, and by whether both only read.
fn as_scope(query: &str, scope: &str) -> f64 {
    let (query, scope) = (lower(query), lower(scope));
    let split = |text: &str| match text.split_once(':') {
        Some((family, rest)) => (family.to_owned(), verbs(rest.rsplit(':').next().unwrap_or_default(), "view") > 0.95),
        None => (text.to_owned(), false),
    };
    let ((asked, asked_reads), (known, known_reads)) = (split(&query), split(&scope));
    let family = alike(&asked.replace('-', ""), &known.replace('-', ""));
    // A family that is merely similar says too little to propose a scope for a permission.
    if query.matches(':').count() > 1 && family < 1.0 { 0.0 } else { 0.8 * family + if asked_reads == known_reads { 0.2 } else { 0.0 } }
}

/// Operations of the same path, else those whose method and path, or name, are written alike.
fn operations(catalog: &Catalog, query: &str) -> Vec<Suggestion> {
    let (method, path) = query.split_once(' ').unwrap_or(("", query));
    let on_path = catalog.operations().iter().filter(|operation| {
        let reached =
            |path: &str| matches!(catalog.route(operation.method, path), Route::Found { operation: id, .. } if id == operation.id);
        path.starts_with('/') && reached(path)
    });
    let on_path: Vec<_> = on_path.map(|operation| (format!("{} {}", operation.method, operation.path), 1.0)).collect();
    if !on_path.is_empty() {
        return best(Kind::Operation, on_path.into_iter());
    }
    let path = lower(path.split_once('?').map_or(path, |(path, _)| path));
    let score = |operation: &crate::Operation| {
        let verb = if method.is_empty() || operation.method.eq_ignore_ascii_case(method) { 0.0 } else { SPREAD / 2.0 };
        alike(&path, &lower(operation.path)).max(alike(&path, operation.name)) - verb
    };
    best(
        Kind::Operation,
        catalog.operations().iter().map(|operation| (format!("{} {}", operation.method, operation.path), score(operation))),
    )
}
