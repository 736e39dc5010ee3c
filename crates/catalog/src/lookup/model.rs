//! Looking body models up.

use serde::Serialize;

use super::{Finding, OperationLine, names_with};
use crate::{Catalog, Field, Limits, Model, TypeRef};

/// All that is known about a model.
#[derive(Clone, Debug, Serialize)]
pub struct ModelView {
    /// Its name.
    pub name: &'static str,
    /// Its fields in declared order.
    pub fields: Vec<FieldView>,
    /// The operations that take it as a body.
    pub body_of: Vec<OperationLine>,
    /// The operations that answer with it.
    pub response_of: Vec<OperationLine>,
}

/// A field of a model.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: TypeRef,
    /// Whether requests must have it.
    pub required: bool,
    /// Whether the service fills it in.
    pub read_only: bool,
    /// The allowed values, if they are declared.
    pub allowed: &'static [&'static str],
    /// A finer format than the type; empty when there is none.
    pub format: &'static str,
    /// Bounds in words, such as `max-length=200`.
    pub bounds: Vec<String>,
}

pub(super) fn find(catalog: &Catalog, query: &str) -> Finding {
    let same = |model: &&Model| model.name.eq_ignore_ascii_case(query);
    match catalog.model(query).or_else(|| catalog.models().find(same)) {
        Some(model) => Finding::Model(view(catalog, model)),
        None => names_with(catalog.models().map(|model| model.name), query),
    }
}

fn view(catalog: &Catalog, model: &Model) -> ModelView {
    let is_model = |ty: Option<TypeRef>| ty.is_some_and(|ty| innermost(ty) == TypeRef::Model(model.name));
    let operations = || catalog.operations().iter();
    ModelView {
        name: model.name,
        fields: model.fields.iter().map(field).collect(),
        body_of: operations().filter(|operation| is_model(operation.body)).map(OperationLine::from).collect(),
        response_of: operations().filter(|operation| is_model(operation.response)).map(OperationLine::from).collect(),
    }
}

/// What a list or map holds in the end.
fn innermost(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) => innermost(*inner),
        plain => plain,
    }
}

fn field(field: &Field) -> FieldView {
    FieldView {
        name: field.name,
        ty: field.ty,
        required: field.required,
        read_only: field.read_only,
        allowed: field.allowed,
        format: field.format,
        bounds: field.limits.map(bounds).unwrap_or_default(),
    }
}

fn bounds(limits: &Limits) -> Vec<String> {
    let number = |name: &str, bound: Option<f64>| bound.map(|bound| format!("{name}={bound}"));
    let bounds = [
        number("min-length", limits.min_length.map(f64::from)),
        number("max-length", limits.max_length.map(f64::from)),
        number("min-items", limits.min_items.map(f64::from)),
        number("max-items", limits.max_items.map(f64::from)),
        number("minimum", limits.minimum),
        number("maximum", limits.maximum),
        limits.pattern.map(|pattern| format!("pattern={pattern}")),
    ];
    bounds.into_iter().flatten().collect()
}
