//! Where the things are that a request names, told from the documentation's paths by a table of its own: the engine's rules
//! are not asked.

use postern_catalog::Operation;
use serde_json::Value;

use super::Asked;

/// Other paths to what is stored elsewhere, parameters as `{}`: what is asked for, and where it is. The longest comes first.
const VIEWS: [(&str, &str); 11] = [
    ("/quality/publishedforms/evaluations/{}", "/quality/forms/evaluations/{}"),
    ("/quality/publishedforms/surveys/{}", "/quality/forms/surveys/{}"),
    ("/quality/publishedforms/{}", "/quality/forms/evaluations/{}"),
    ("/integrations/actions/{}/draft", "/integrations/actions/drafts/{}"),
    ("/routing/queues/{}/users", "/routing/queues/{}/members"),
    ("/presencedefinitions/{}", "/presence/definitions/{}"),
    ("/scripts/published/{}", "/scripts/{}"),
    ("/messaging/supportedcontent", "/conversations/messaging/supportedcontent"),
    ("/messaging/settings", "/conversations/messaging/settings"),
    ("/quality/forms/{}", "/quality/forms/evaluations/{}"),
    ("/languages", "/routing/languages"),
];

/// Every thing that the request names by its path, its query or its body, as paths without `/api/v2`.
pub(super) fn named(asked: &Asked<'_>, operation: &Operation) -> Vec<String> {
    let given: Vec<String> = asked.path.split('/').skip(3).map(unescaped).collect();
    let mut paths = vec![place(operation.path, asked.path)];
    let last = given.last().map(String::as_str).unwrap_or_default();
    let in_body = |field: &str| asked.body.and_then(|body| body[field].as_str()).unwrap_or_default().to_owned();
    let also = match (operation.method, operation.path.trim_start_matches("/api/v2")) {
        ("GET", "/flows/{flowId}") => vec![format!("/flows/deleted/{last}")],
        ("POST", path) if path.starts_with("/flows/actions/") => in_query(asked.query, "flow").map(|id| format!("/flows/{id}")).collect(),
        ("POST", "/quality/publishedforms" | "/quality/publishedforms/evaluations") => {
            vec![format!("/quality/forms/evaluations/{}", in_body("id"))]
        }
        ("POST", "/quality/publishedforms/surveys") => vec![format!("/quality/forms/surveys/{}", in_body("id"))],
        ("POST", "/scripts/published") => vec![format!("/scripts/{}", in_body("scriptId"))],
        ("POST", "/taskmanagement/workitems") => {
            vec![format!("/taskmanagement/worktypes/{}", in_body("typeId")), format!("/taskmanagement/workbins/{}", in_body("workbinId"))]
        }
        _ => Vec::new(),
    };
    paths.extend(also);
    paths
}

/// Where what a path leads to is stored: a path without `/api/v2`. `template` says what of it is fixed and what an id.
pub fn place(template: &str, path: &str) -> String {
    let given: Vec<String> = path.split('/').skip(3).map(unescaped).collect();
    let asked_for: Vec<(&str, &str)> =
        template.split('/').skip(3).zip(given.iter().map(String::as_str)).filter(|(fixed, _)| *fixed != "divisionviews").collect();
    let shape: String =
        asked_for.iter().map(|(fixed, _)| if fixed.starts_with('{') { "/{}".to_owned() } else { format!("/{fixed}") }).collect();
    filled(&seen_through(&shape), asked_for.iter().filter(|(fixed, _)| fixed.starts_with('{')).map(|(_, id)| *id))
}

fn seen_through(shape: &str) -> String {
    let view = VIEWS.iter().find_map(|(view, stored)| {
        let rest = shape.strip_prefix(view).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some(format!("{stored}{rest}"))
    });
    view.unwrap_or_else(|| shape.to_owned())
}

fn filled<'i>(shape: &str, mut ids: impl Iterator<Item = &'i str>) -> String {
    shape.split('/').skip(1).map(|part| format!("/{}", if part == "{}" { ids.next().unwrap_or_default() } else { part })).collect()
}

/// The values of a query parameter.
fn in_query<'q>(query: &'q str, wanted: &'q str) -> impl Iterator<Item = String> + 'q {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(move |(name, _)| *name == wanted).map(|(_, value)| unescaped(&value.replace('+', " ")).replace("%2F", "/"))
}

/// Octets written with percent signs as they are, but for the slash.
fn unescaped(text: &str) -> String {
    let mut octets = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (first, digits) {
            (b'%', Some(b'/')) => octets.extend_from_slice(b"%2F"),
            (b'%', Some(octet)) => octets.push(octet),
            _ => {
                octets.push(*first);
                rest = behind;
                continue;
            }
        }
        rest = behind.get(2..).unwrap_or_default();
    }
    String::from_utf8(octets).unwrap_or_else(|_| text.to_owned())
}

/// The division, or `*`, of what is at a path or of the nearest thing above it that is in one.
pub(super) fn lives_in<'s>(thing: impl Fn(&str) -> Option<&'s serde_json::Map<String, Value>>, path: &str) -> Option<&'s str> {
    // A thing that is the only one of its kind is kept at a path that ends in a slash.
    let mut ends: Vec<String> = path.match_indices('/').skip(1).map(|(end, _)| path[..end].to_owned()).collect();
    ends.extend([path.to_owned(), format!("{path}/")]);
    ends.iter().rev().find_map(|path| thing(path)?.get("division")?.get("id")?.as_str())
}
