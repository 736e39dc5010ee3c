//! Which operations a rule is about: names of the catalogue, `METHOD /path/template`, or patterns of either.

use foldhash::HashSet;
use postern_catalog::{
    Catalog, Operation, OperationId,
    lookup::{self, Kind},
};

use super::glob;

/// The operations that `text` names. What names none is refused with what may have been meant.
pub(super) fn named(catalog: &Catalog, text: &str) -> Result<HashSet<OperationId>, String> {
    let found = catalog.operations().iter().filter(|operation| is_named(operation, text)).map(|operation| operation.id);
    let found: HashSet<OperationId> = found.collect();
    if found.is_empty() { Err(unknown(catalog, text)) } else { Ok(found) }
}

/// By name, or by method and path; what a parameter is called does not matter.
fn is_named(operation: &Operation, text: &str) -> bool {
    match text.split_once(' ') {
        Some((method, path)) => {
            glob::matches(method, operation.method) && glob::matches(&without_names(path.trim()), &without_names(operation.path))
        }
        None => glob::matches(text, operation.name),
    }
}

/// `/users/{userId}` as `/users/{}`.
fn without_names(path: &str) -> String {
    let segment = |segment: &str| if segment.starts_with('{') && segment.ends_with('}') { "{}".to_owned() } else { segment.to_owned() };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

fn unknown(catalog: &Catalog, text: &str) -> String {
    let meant: Vec<String> = lookup::run(catalog, Kind::Operation, text)
        .suggestions
        .into_iter()
        .filter(|suggestion| suggestion.kind == Kind::Operation)
        .map(|suggestion| format!("`{}`", suggestion.name))
        .collect();
    let meant = if meant.is_empty() { String::new() } else { format!("; did you mean {}?", meant.join(" or ")) };
    format!("names no operation: use a name of the catalogue such as `get_users`, `METHOD /path/template`, or either with `*`{meant}")
}
