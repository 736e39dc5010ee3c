//! An identifier that a user can see is a file name: this walks the lists of reason codes and operations, and fails when the
//! code, the test or the page of one is not where the name says.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that looks at the repository's files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use postern_catalog::{Catalog, Operation, TypeRef};
use postern_decide::{Bar, Check, admission::rules};

const NOTHING: [String; 0] = [];

/// A path from the repository's root.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_default()
}

/// Those of `paths` that are no files.
fn missing(paths: impl Iterator<Item = String>) -> Vec<String> {
    paths.filter(|path| !at(path).is_file()).collect()
}

fn codes() -> impl Iterator<Item = &'static str> {
    Check::ALL.iter().flat_map(|check| check.codes()).copied()
}

#[test]
fn each_check_is_a_file() {
    assert_eq!(missing(Check::ALL.iter().map(|check| format!("crates/decide/src/checks/{}.rs", check.name()))), NOTHING);
}

#[test]
fn each_reason_code_has_a_test_and_a_page() {
    let test = |code: &str| format!("crates/decide/tests/reasons/{}.rs", code.replace('.', "_"));
    assert_eq!(missing(codes().map(test)), NOTHING);
    assert_eq!(missing(codes().map(page)), NOTHING);
}

#[test]
fn each_rule_about_ways_in_is_a_file_with_a_test() {
    let at = |folder: &str, rule: &str| format!("crates/decide/{folder}/admission/{rule}.rs");
    assert_eq!(missing(rules().flat_map(|rule| [at("src", rule), at("tests", rule)])), NOTHING);
    let files = |folder: &str, others: &[&str]| {
        let files = names_in(&format!("crates/decide/{folder}/admission"), ".rs");
        files.into_iter().filter(|name| !others.contains(&name.as_str())).collect::<BTreeSet<_>>()
    };
    let rules: BTreeSet<String> = rules().map(str::to_owned).collect();
    // What could not be read bars several rules alike.
    assert_eq!((files("src", &["mod"]), files("tests", &["main", "unread"])), (rules.clone(), rules));
}

#[test]
fn each_bar_has_a_page_that_bears_its_name() {
    let unlike = |code: &&str| !text(&page(code)).starts_with(&format!("# `{code}`\n"));
    assert_eq!(bars().filter(unlike).collect::<Vec<_>>(), NOTHING);
    let pages: BTreeSet<String> = names_in("docs/reasons", ".md").into_iter().filter(|name| name.starts_with("sign-in.")).collect();
    assert_eq!(pages, bars().map(str::to_owned).collect());
}

fn bars() -> impl Iterator<Item = &'static str> {
    Bar::ALL.iter().map(|bar| bar.code())
}

fn page(code: &str) -> String {
    format!("docs/reasons/{code}.md")
}

#[test]
fn each_page_of_a_reason_code_bears_its_name_and_says_its_status() {
    let unlike = |code: &&str| {
        let text = text(&page(code));
        !text.starts_with(&format!("# `{code}`\n"))
            || !["400", "401", "403", "404", "429"].iter().any(|status| text.contains(&format!("**Status**: {status}")))
    };
    assert_eq!(codes().filter(unlike).collect::<Vec<_>>(), NOTHING);
}

#[test]
fn each_page_and_each_check_is_of_a_reason_code() {
    // Pages of other refusals are walked beside their codes, below, in crates/saml and in crates/oauth.
    let elsewhere = |name: &String| ["saml.", "sign-in.", "authorize.", "login."].iter().any(|family| name.starts_with(family));
    let pages: BTreeSet<String> = names_in("docs/reasons", ".md").into_iter().filter(|name| !elsewhere(name)).collect();
    assert_eq!(pages, codes().map(str::to_owned).collect());
    let checks: BTreeSet<String> = names_in("crates/decide/src/checks", ".rs").into_iter().filter(|name| name != "mod").collect();
    assert_eq!(checks, Check::ALL.iter().map(|check| check.name().to_owned()).collect());
}

/// The names of the files in a folder, without their ending.
fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(at(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

/// The built operations with their names.
fn built() -> impl Iterator<Item = (&'static str, Option<&'static Operation>)> {
    postern_server::api::built().map(|name| (name, Catalog::builtin().operation_named(name)))
}

#[test]
fn each_built_operation_is_in_the_catalogue() {
    assert_eq!(built().filter(|(_, operation)| operation.is_none()).map(|(name, _)| name).collect::<Vec<_>>(), NOTHING);
}

#[test]
fn each_built_operation_stands_in_the_tables_once() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    built().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
    assert_eq!(counts.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect::<Vec<_>>(), NOTHING);
}

#[test]
fn each_handler_is_where_its_path_says() {
    let places = handlers().into_iter().map(|place| format!("crates/server/src/api/{place}.rs"));
    assert_eq!(places.filter(|path| !has_handler(&text(path))).collect::<Vec<_>>(), NOTHING);
}

#[test]
fn each_handler_has_a_test_at_the_same_path() {
    assert_eq!(missing(handlers().into_iter().map(|place| format!("crates/server/tests/api/{place}.rs"))), NOTHING);
}

#[test]
fn each_handler_serves_a_built_operation() {
    let root = at("crates/server/src/api");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.retain(|path| has_handler(&fs::read_to_string(path).unwrap()));
    let place = |path: &PathBuf| path.strip_prefix(&root).unwrap().with_extension("").to_string_lossy().into_owned();
    let known = handlers();
    assert_eq!(files.iter().map(place).filter(|place| !known.contains(place)).collect::<Vec<_>>(), NOTHING);
}

/// Whether a file has a handler, or names the one of an operation that does the same.
fn has_handler(text: &str) -> bool {
    text.contains("pub fn handle") || text.contains("::handle;")
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// Where the handlers of the built operations belong, from `api/` and without the ending.
fn handlers() -> BTreeSet<String> {
    built().filter_map(|(_, operation)| operation).map(place).collect()
}

/// The naming rule: the fixed segments of the path, and a name.
fn place(operation: &Operation) -> String {
    let segments: Vec<&str> =
        operation.path.trim_start_matches("/api/v2/").split('/').filter(|segment| !segment.starts_with('{')).collect();
    match segments.as_slice() {
        // The eleven fixed kinds of identity provider differ in data alone and share their handlers.
        ["identityproviders", _kind] => format!("identityproviders/fixed/{}", name(operation)),
        // SCIM is spelt with and without its version, and served alike.
        ["scim", "v2", rest @ ..] => format!("scim/{}/{}", rest.join("/"), name(operation)),
        // Whom an authority calls so, beside what a person is called.
        ["users", "externalid"] if operation.path.starts_with("/api/v2/users/externalid/") => "users/externalid/person/get".to_owned(),
        _ => format!("{}/{}", segments.join("/"), name(operation)),
    }
}

/// The method in lower case, but `list` for a listing and `create` for POST on a collection.
fn name(operation: &Operation) -> String {
    match operation.method {
        "GET" if is_listing(operation) => "list".to_owned(),
        "POST" if is_collection(operation.path) => "create".to_owned(),
        method => method.to_lowercase(),
    }
}

/// Whether the answer is a page of entities, or a list of what has operations of its own.
fn is_listing(operation: &Operation) -> bool {
    match operation.response {
        Some(TypeRef::Model(model)) => model.ends_with("Listing") || model.ends_with("ListResponse"),
        Some(TypeRef::Array(_)) => is_collection(operation.path),
        _ => false,
    }
}

/// Whether some operation's path is this one and a parameter more.
fn is_collection(path: &str) -> bool {
    let item = |other: &str| other.strip_prefix(path).and_then(|rest| rest.strip_prefix("/{")).is_some_and(|rest| !rest.contains('/'));
    Catalog::builtin().operations().iter().any(|operation| item(operation.path))
}
