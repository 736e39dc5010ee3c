//! Types as a Swagger 2 description writes them.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Number, Value};

use super::facts::Fields;
use super::shape::Shape;
use crate::Fallible;

/// A schema, or a parameter that is described like one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    r#type: Option<String>,
    format: Option<String>,
    items: Option<Box<Schema>>,
    additional_properties: Option<Extra>,
    r#enum: Vec<Value>,
    default: Option<Value>,
    read_only: bool,
    unique_items: bool,
    min_length: Option<Number>,
    max_length: Option<Number>,
    min_items: Option<Number>,
    max_items: Option<Number>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    pattern: Option<String>,
}

/// What keys that are data hold: a schema, or whether there are any.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Extra {
    Schema(Box<Schema>),
    Any(bool),
}

/// A model.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Definition {
    required: BTreeSet<String>,
    properties: IndexMap<String, Schema>,
}

impl Schema {
    /// The type's name in the catalogue.
    pub fn ty(&self) -> String {
        let model = self.reference.as_deref().and_then(|reference| reference.rsplit('/').next());
        let inside = |schema: &Option<Box<Self>>| schema.as_ref().map_or_else(|| "object".to_owned(), |schema| schema.ty());
        match (model, self.r#type.as_deref(), self.format.as_deref()) {
            (Some(model), ..) => model.to_owned(),
            (_, Some("string"), Some("date-time")) => "datetime".to_owned(),
            (_, Some("string"), Some("date")) => "date".to_owned(),
            (_, Some("array"), _) => format!("array<{}>", inside(&self.items)),
            (_, Some(plain @ ("string" | "integer" | "number" | "boolean")), _) => plain.to_owned(),
            (_, Some("file"), _) => "string".to_owned(),
            _ => match &self.additional_properties {
                Some(Extra::Schema(schema)) => format!("map<{}>", schema.ty()),
                Some(Extra::Any(true)) => "map<object>".to_owned(),
                _ => "object".to_owned(),
            },
        }
    }

    pub fn shape(&self, required: bool) -> Fallible<Shape> {
        let flags = [("required", required), ("read-only", self.read_only), ("unique", self.unique_items)];
        let format = self.format.clone().filter(|format| !matches!(format.as_str(), "date" | "date-time"));
        let bounds = [
            ("min-length", &self.min_length),
            ("max-length", &self.max_length),
            ("min-items", &self.min_items),
            ("max-items", &self.max_items),
            ("minimum", &self.minimum),
            ("maximum", &self.maximum),
        ];
        let words = flags.into_iter().filter(|(_, set)| *set).map(|(word, _)| (word, String::new()));
        let words = words.chain(bounds.into_iter().filter_map(|(word, bound)| Some((word, bound.as_ref()?.to_string()))));
        let texts = [("format", &format), ("pattern", &self.pattern)];
        let words = words.chain(texts.into_iter().filter_map(|(word, value)| Some((word, value.clone()?))));
        let choices = if self.r#enum.is_empty() { self.items.as_ref().map(|items| &items.r#enum) } else { Some(&self.r#enum) };
        let shape = Shape {
            ty: self.ty(),
            allowed: choices.into_iter().flatten().map(text).collect(),
            words: words.collect(),
            default: self.default.as_ref().map(text),
        };
        Ok(shape.checked()?)
    }
}

/// The models that `roots` reach, themselves included.
pub fn reachable(definitions: &BTreeMap<String, Definition>, roots: impl Iterator<Item = String>) -> Fallible<BTreeMap<String, Fields>> {
    let mut models = BTreeMap::new();
    let mut waiting: Vec<String> = roots.collect();
    while let Some(ty) = waiting.pop() {
        let name = ty.trim_end_matches('>').rsplit('<').next().unwrap_or_default();
        let Some(definition) = definitions.get(name).filter(|_| !models.contains_key(name)) else { continue };
        waiting.extend(definition.properties.values().map(Schema::ty));
        let fields =
            definition.properties.iter().map(|(field, schema)| Ok((field.clone(), schema.shape(definition.required.contains(field))?)));
        models.insert(name.to_owned(), fields.collect::<Fallible<Fields>>().map_err(|error| format!("{name}: {error}"))?);
    }
    Ok(models)
}

/// A value without the quotes of JSON.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
