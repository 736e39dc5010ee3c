//! Bodies that an operation's model accepts, made up from the model alone.

use postern_catalog::{Catalog, Field, Limits, Model, TypeRef};
use serde_json::{Map, Value, json};

use crate::request::NOTHING;

/// How much of a model to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// What is required.
    Required,
    /// Every field that is not read-only.
    Everything,
}

/// Models that hold themselves end here.
const DEEPEST: usize = 6;

/// A value of type `ty`.
pub fn of(catalog: &Catalog, ty: &TypeRef, fill: Fill) -> Value {
    Maker { catalog, fill }.value(ty, 0)
}

struct Maker<'c> {
    catalog: &'c Catalog,
    fill: Fill,
}

impl Maker<'_> {
    fn value(&self, ty: &TypeRef, depth: usize) -> Value {
        match ty {
            TypeRef::Object => json!({}),
            TypeRef::String => json!("sample"),
            TypeRef::Integer | TypeRef::Number => json!(1),
            TypeRef::Boolean => json!(false),
            TypeRef::DateTime => json!("2026-06-01T09:00:00.000Z"),
            TypeRef::Date => json!("2026-06-01"),
            TypeRef::Array(item) if self.fill == Fill::Everything && depth < DEEPEST => json!([self.value(item, depth + 1)]),
            TypeRef::Array(_) => json!([]),
            TypeRef::Map(item) if self.fill == Fill::Everything && depth < DEEPEST => json!({ "key": self.value(item, depth + 1) }),
            TypeRef::Map(_) => json!({}),
            TypeRef::Model(name) => self.catalog.model(name).map_or(json!({}), |model| self.model(model, depth)),
        }
    }

    fn model(&self, model: &Model, depth: usize) -> Value {
        let everything = self.fill == Fill::Everything && depth < DEEPEST;
        let wanted = model.fields.iter().filter(|field| !field.read_only && (field.required || everything));
        let fields: Map<String, Value> = wanted.map(|field| (field.name.to_owned(), self.field(field, depth + 1))).collect();
        Value::Object(fields)
    }

    fn field(&self, field: &Field, depth: usize) -> Value {
        let none = Limits::default();
        let limits = field.limits.unwrap_or(&none);
        match &field.ty {
            TypeRef::Array(item) => {
                let count = limits.min_items.unwrap_or(u32::from(self.fill == Fill::Everything && depth < DEEPEST));
                let one = || self.scalar(field, item, limits, depth);
                Value::Array(std::iter::repeat_with(one).take(count as usize).collect())
            }
            ty => self.scalar(field, ty, limits, depth),
        }
    }

    /// One value of a field, or one item of its list.
    fn scalar(&self, field: &Field, ty: &TypeRef, limits: &Limits, depth: usize) -> Value {
        let number = limits.minimum.unwrap_or(1.0).max(1.0).min(limits.maximum.unwrap_or(f64::MAX));
        match ty {
            TypeRef::String if !field.allowed.is_empty() => json!(field.allowed[0]),
            TypeRef::Integer if !field.allowed.is_empty() => field.allowed[0].parse().unwrap_or_default(),
            TypeRef::String if limits.pattern.is_some_and(|pattern| pattern.starts_with("^#")) => json!("#00aaff"),
            TypeRef::String if field.format == "uri" => json!("https://local.example/"),
            TypeRef::String if field.name == "id" || field.name.ends_with("Id") || wants_id(limits) => json!(NOTHING),
            TypeRef::String => {
                let (least, most) = (limits.min_length.unwrap_or(1) as usize, limits.max_length.unwrap_or(u32::MAX) as usize);
                json!("sample".repeat(least / 6 + 1).chars().take(most.max(1)).collect::<String>())
            }
            TypeRef::Integer => json!(number as i64),
            TypeRef::Number => json!(number),
            ty => self.value(ty, depth),
        }
    }
}

/// Whether the pattern is that of a UUID; every other one is content with a word.
fn wants_id(limits: &Limits) -> bool {
    limits.pattern.is_some_and(|pattern| pattern.ends_with("{12}"))
}

#[cfg(test)]
mod tests {
    use postern_catalog::validate::validate_body;

    use super::*;

    /// The operations whose sample body their model refuses.
    fn refused(fill: Fill) -> Vec<String> {
        let catalog = Catalog::builtin();
        let bodies = catalog.operations().iter().filter_map(|operation| operation.body.as_ref().map(|ty| (operation, ty)));
        bodies
            .filter_map(|(operation, ty)| {
                Some(format!("{} {}", operation.name, validate_body(catalog, ty, &of(catalog, ty, fill)).err()?.message))
            })
            .collect()
    }

    #[test]
    fn models_accept_their_samples() {
        let nobody: [&str; 0] = [];
        assert_eq!(refused(Fill::Required), nobody);
        assert_eq!(refused(Fill::Everything), nobody);
    }
}
