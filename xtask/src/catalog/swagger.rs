//! From the service's own API description (Swagger 2) to the text form.
//!
//! The description does not know everything the text does: names, classes, media types, previews and signs of divisions
//! are kept for operations that were there before.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::definitions::{Definition, Schema, reachable};
use super::facts::{Facts, Fields, Row};
use crate::Fallible;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(default)]
    base_path: String,
    paths: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    definitions: BTreeMap<String, Definition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Operation {
    operation_id: String,
    #[serde(rename = "x-purecloud-method-name")]
    method_name: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    deprecated: bool,
    #[serde(default)]
    parameters: Vec<Parameter>,
    responses: BTreeMap<String, Response>,
    #[serde(default)]
    security: Vec<BTreeMap<String, Vec<String>>>,
    #[serde(rename = "x-inin-requires-permissions")]
    permissions: Option<Permissions>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    r#in: String,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    plain: Schema,
    schema: Option<Schema>,
}

#[derive(Deserialize)]
struct Response {
    schema: Option<Schema>,
    #[serde(default, rename = "x-inin-error-codes")]
    errors: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Permissions {
    r#type: String,
    permissions: Vec<String>,
}

const METHODS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];
const SCHEME: &str = "PureCloud OAuth";

/// Codes that nearly every operation declares and the text leaves out.
const UNIVERSAL: [(&str, &str); 12] = [
    (
        "400",
        "bad.request constraint.validation invalid.date invalid.property invalid.query.param.value invalid.value response.entity.too.large",
    ),
    ("401", "authentication.required bad.credentials ip.not.authorized"),
    (
        "403",
        "app.not.authorized.for.scope authz.policy.denied missing.any.division.permissions missing.any.permissions \
         missing.division.permission missing.permissions not.authorized",
    ),
    ("404", "not.found"),
    ("408", "client.timeout"),
    ("409", "request.conflict"),
    ("413", "request.entity.too.large"),
    ("415", "unsupported.media.type"),
    ("429", "too.many.requests too.many.requests.retry.after"),
    ("500", "internal.server.error"),
    ("503", "service.unavailable"),
    ("504", "authentication.request.timeout request.timeout"),
];

/// `old` brought up to date with the description in `text`.
pub fn update(old: &Facts, text: &str) -> Fallible<Facts> {
    let document: Document = serde_json::from_str(text)?;
    let known: BTreeMap<String, (&String, &Row)> = old.operations.iter().map(|(name, row)| (row.place(), (name, row))).collect();
    let mut operations = BTreeMap::new();
    for (path, methods) in document.paths {
        for (method, value) in methods.into_iter().filter(|(method, _)| METHODS.contains(&method.as_str())) {
            let at = format!("{} {}{path}", method.to_uppercase(), document.base_path.trim_end_matches('/'));
            let operation: Operation = serde_json::from_value(value).map_err(|error| format!("{at}: {error}"))?;
            let fresh = row(at.clone(), &operation).map_err(|error| format!("{at}: {error}"))?;
            let (name, row) = match known.get(&fresh.place()) {
                Some((name, old)) => ((*name).clone(), with_what_was_known(fresh, old)),
                None => (snake_case(operation.method_name.as_ref().unwrap_or(&operation.operation_id)), fresh),
            };
            if operations.insert(name.clone(), row).is_some() {
                return Err(format!("{at}: a second operation is called {name}").into());
            }
        }
    }
    let roots = operations.values().flat_map(|row: &Row| row.body.iter().map(|body| body.ty.clone()).chain(row.response.clone()));
    let models = reachable(&document.definitions, roots.chain(["ErrorBody".to_owned()]))?;
    operations.values_mut().filter(|row| row.class.is_none()).for_each(|row| row.divisions = signs_of_divisions(row, &models));
    Ok(Facts { operations, models })
}

fn row(at: String, from: &Operation) -> Fallible<Row> {
    let found_in = |place: &'static str| from.parameters.iter().filter(move |parameter| parameter.r#in == place);
    let query = found_in("query").map(|parameter| Ok((parameter.name.clone(), parameter.plain.shape(parameter.required)?)));
    let body = found_in("body").find_map(|parameter| Some((parameter.required, parameter.schema.as_ref()?)));
    let succeeds = |status: &str| status.starts_with('2');
    let answers = || from.responses.iter().filter(|(status, _)| succeeds(status));
    let errors =
        from.responses.iter().flat_map(|(status, response)| response.errors.keys().map(move |code| (status.as_str(), code.as_str())));
    let special = errors.filter(|(status, code)| !universal(status, code));
    let errors: Vec<String> = special.map(|(status, code)| format!("{status} {code}")).collect();
    let named = from.permissions.as_ref().filter(|needs| !needs.permissions.is_empty());
    Ok(Row {
        at,
        tag: from.tags.first().map(|tag| tag.replace(' ', "")).unwrap_or_default(),
        need: named.map_or_else(|| "none".to_owned(), |needs| needs.r#type.to_lowercase()),
        permissions: named.map(|needs| needs.permissions.clone()).unwrap_or_default(),
        scopes: Some(from.security.iter().filter_map(|schemes| schemes.get(SCHEME)).flatten().cloned().collect()),
        user_context: errors.iter().any(|error| error == "400 not.a.user"),
        query: query.collect::<Fallible<IndexMap<_, _>>>()?,
        body: body.map(|(required, schema)| schema.shape(required)).transpose()?,
        response: answers().find_map(|(_, response)| response.schema.as_ref()).map(Schema::ty),
        ok: answers().filter_map(|(status, _)| status.parse().ok()).collect(),
        errors,
        deprecated: from.deprecated,
        ..Row::default()
    })
}

fn universal(status: &str, code: &str) -> bool {
    UNIVERSAL.iter().any(|(known, codes)| *known == status && codes.split(' ').any(|known| known == code))
}

fn with_what_was_known(fresh: Row, old: &Row) -> Row {
    Row {
        tag: old.tag.clone(),
        user_context: fresh.user_context || old.user_context,
        divisions: old.divisions.clone(),
        media: old.media.clone(),
        class: old.class.clone(),
        preview: old.preview,
        ..fresh
    }
}

/// Where something is called a division.
fn signs_of_divisions(row: &Row, models: &BTreeMap<String, Fields>) -> Vec<String> {
    let named = |name: &str| name.to_lowercase().contains("division");
    let direct = |ty: &str| models.get(ty).is_some_and(|fields| fields.keys().any(|name| named(name)));
    let item = |ty: &str| models.get(ty)?.get("entities")?.ty.strip_prefix("array<")?.strip_suffix('>').map(str::to_owned);
    let shown = |ty: &str| direct(ty) || item(ty).is_some_and(|item| direct(&item));
    let signs = [
        ("path", named(row.path())),
        ("query", row.query.keys().any(|name| named(name))),
        ("body", row.body.as_ref().is_some_and(|body| direct(&body.ty))),
        ("response", row.response.as_deref().is_some_and(shown)),
    ];
    signs.iter().filter(|(_, there)| *there).map(|(place, _)| (*place).to_owned()).collect()
}

/// `getUsersMe` as `get_users_me`.
fn snake_case(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
        text
    })
}

#[cfg(test)]
mod tests;
