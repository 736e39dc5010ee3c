//! The shapes of request and response bodies.

use crate::TypeRef;

/// An object with declared fields. A model without fields accepts any object.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its name, such as `CreateUser`.
    pub name: &'static str,
    /// Its fields in declared order.
    pub fields: Box<[Field]>,
}

impl Model {
    /// The field called `name`, case-sensitive.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field of a model.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its type.
    pub ty: TypeRef,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Whether the service fills it in; ignored in requests.
    pub read_only: bool,
    /// Whether the items of the list differ from one another.
    pub unique: bool,
    /// The allowed values, of the items if the field is a list; empty when any value is.
    pub allowed: &'static [&'static str],
    /// A finer format than the type, such as `int32` or `uri`; empty when there is none.
    pub format: &'static str,
    /// Bounds on length, size or content.
    pub limits: Option<&'static Limits>,
}

/// Bounds on a field's value, each inclusive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The fewest characters.
    pub min_length: Option<u32>,
    /// The most characters.
    pub max_length: Option<u32>,
    /// The fewest items.
    pub min_items: Option<u32>,
    /// The most items.
    pub max_items: Option<u32>,
    /// The lowest number.
    pub minimum: Option<f64>,
    /// The highest number.
    pub maximum: Option<f64>,
    /// A regular expression the text matches.
    pub pattern: Option<&'static str>,
}
