//! From the JSON files of the facts catalogue to the text form.

use std::collections::BTreeMap;
use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::definitions::text;
use super::facts::{Facts, Fields, Row};
use super::shape::{Shape, WORDS};
use crate::Fallible;

#[derive(Deserialize)]
struct Operation {
    id: String,
    tag: String,
    method: String,
    path: String,
    permissions: Permissions,
    query: Vec<Value>,
    body: Option<String>,
    #[serde(default)]
    body_required: bool,
    response: Option<String>,
    media: Option<String>,
    user_context: bool,
    #[serde(default)]
    division_hints: Vec<String>,
    preview: bool,
    deprecated: bool,
    scopes: Option<Vec<String>>,
    scopes_source: String,
    #[serde(default)]
    success: Vec<u16>,
    #[serde(default)]
    errors: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Permissions {
    r#match: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Model {
    fields: Vec<Value>,
}

#[derive(Deserialize)]
struct Families {
    operation_classes: BTreeMap<String, String>,
}

/// The facts in a folder of JSON files.
pub fn read(folder: &Path) -> Fallible<Facts> {
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    facts(&text("operations.json")?, &text("models.json")?, &text("families.json")?)
}

fn facts(operations: &str, models: &str, families: &str) -> Fallible<Facts> {
    let operations: Vec<Operation> = serde_json::from_str(operations)?;
    let models: BTreeMap<String, Model> = serde_json::from_str(models)?;
    let Families { mut operation_classes } = serde_json::from_str(families)?;
    Ok(Facts {
        operations: operations.into_iter().map(|operation| row(operation, &mut operation_classes)).collect::<Fallible<_>>()?,
        models: models.into_iter().map(|(name, model)| Ok((name, shapes(&model.fields)?))).collect::<Fallible<_>>()?,
    })
}

fn row(from: Operation, classes: &mut BTreeMap<String, String>) -> Fallible<(String, Row)> {
    let required = if from.body_required { " required" } else { "" };
    let row = Row {
        at: format!("{} {}", from.method, from.path),
        tag: from.tag,
        need: from.permissions.r#match,
        permissions: from.permissions.names,
        scopes: from.scopes,
        scopes_by_rule: matches!(from.scopes_source.as_str(), "rule" | "catalogue"),
        user_context: from.user_context,
        divisions: from.division_hints,
        query: shapes(&from.query)?,
        body: from.body.map(|body| Shape::try_from(body + required)).transpose()?,
        response: from.response,
        media: from.media,
        ok: from.success,
        errors: from.errors.iter().flat_map(|(status, codes)| codes.iter().map(move |code| format!("{status} {code}"))).collect(),
        class: classes.remove(&from.id),
        deprecated: from.deprecated,
        preview: from.preview,
    };
    Ok((from.id, row))
}

/// Fields or parameters with their names.
fn shapes(fields: &[Value]) -> Fallible<Fields> {
    fields
        .iter()
        .map(|field| Ok((text(field.get("name").ok_or("a field without a name")?), shape(field)?)))
        .collect::<Fallible<IndexMap<_, _>>>()
}

fn shape(field: &Value) -> Fallible<Shape> {
    let words = WORDS.iter().filter_map(|word| match field.get(word.replace('-', "_"))? {
        Value::Bool(set) => set.then(|| (*word, String::new())),
        value => Some((*word, text(value))),
    });
    let shape = Shape {
        ty: text(field.get("type").ok_or("a field without a type")?),
        allowed: field.get("enum").and_then(Value::as_array).into_iter().flatten().map(text).collect(),
        words: words.filter(|(word, value)| !(*word == "format" && value == "date")).collect(),
        default: field.get("default").map(text),
    };
    Ok(shape.checked()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATION: &str = r#"[{"id": "get_kite", "tag": "Kites", "method": "GET", "path": "/api/v2/kites/{kiteId}",
        "permissions": {"match": "unknown", "names": []}, "query": [{"name": "deep", "type": "boolean", "required": false, "default": true}],
        "body": "KiteQuery", "body_required": true, "response": "Kite", "user_context": false, "divisions": false, "preview": true,
        "deprecated": false, "scopes": ["kites"], "scopes_source": "rule", "success": [200], "errors": {"404": ["no.such.kite"]}}]"#;
    const MODELS: &str = r#"{"Kite": {"fields": [{"name": "$ref", "type": "string", "read_only": true, "enum": ["a", "b"], "max_length": 9},
        {"name": "day", "type": "date", "format": "date"}]}}"#;
    const FAMILIES: &str = r#"{"operation_classes": {"get_kite": "read"}}"#;

    #[test]
    fn the_facts_become_lines() {
        let facts = facts(OPERATION, MODELS, FAMILIES).unwrap();
        let last = |text: String| text.lines().last().unwrap().to_owned();
        assert_eq!(
            last(facts.operations_text().unwrap()),
            r#"get_kite = { at = "GET /api/v2/kites/{kiteId}", tag = "Kites", need = "unknown", scopes = ["kites"], scopes_by_rule = true, query = { deep = "boolean = true" }, body = "KiteQuery required", response = "Kite", ok = [200], errors = ["404 no.such.kite"], class = "read", preview = true }"#
        );
        assert_eq!(last(facts.models_text().unwrap()), r#"Kite = { "$ref" = "string{a|b} read-only max-length=9", day = "date" }"#);
    }
}
