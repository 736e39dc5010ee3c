//! A TOML document as a tree in which everything knows its place.

use serde_json::{Map, Number, Value as Json};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{Problem, Span};

/// Something the text says, and where.
#[derive(Clone, Debug)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// True or false.
    Flag(bool),
    /// A date or a moment, as written.
    Moment(String),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// Keys and values in the order of the text.
pub type Table = Vec<(Said<String>, Node)>;

impl Value {
    /// What it is called in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Moment(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The same as JSON.
    pub fn json(&self) -> Json {
        match self {
            Self::Text(text) | Self::Moment(text) => Json::from(text.as_str()),
            Self::Integer(number) => Json::from(*number),
            Self::Float(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
            Self::Flag(flag) => Json::from(*flag),
            Self::List(items) => items.iter().map(|item| item.value.json()).collect(),
            Self::Table(table) => Json::Object(json(table)),
        }
    }
}

/// A table as JSON.
pub fn json(table: &Table) -> Map<String, Json> {
    table.iter().map(|(key, node)| (key.value.clone(), node.value.json())).collect()
}

/// Reads a TOML document.
///
/// # Errors
/// The mistakes of its form.
pub fn parse(text: &str) -> Result<Table, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let problem = |error: toml::de::Error| Problem::new(error.span().unwrap_or_default(), format!("not TOML: {}", error.message()));
        return Err(errors.into_iter().map(problem).collect());
    }
    let mut problems = Vec::new();
    let table = table(document.into_inner(), &mut problems);
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

fn table(table: DeTable<'_>, problems: &mut Vec<Problem>) -> Table {
    let entry = |(key, value): (Spanned<std::borrow::Cow<'_, str>>, Spanned<DeValue<'_>>)| {
        let span = key.span();
        (Said { value: key.into_inner().into_owned(), span }, node(value, problems))
    };
    table.into_iter().map(entry).collect()
}

fn node(value: Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or_else(|_| {
            problems.push(Problem::new(span.clone(), format!("the number `{}` is too large", number.as_str())));
            0
        })),
        DeValue::Float(number) => {
            Value::Float(number.as_str().parse().ok().filter(|number: &f64| number.is_finite()).unwrap_or_else(|| {
                problems
                    .push(Problem::new(span.clone(), format!("the number `{}` cannot be kept: JSON has none like it", number.as_str())));
                0.0
            }))
        }
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(item, problems)).collect()),
        DeValue::Table(entries) => Value::Table(table(entries, problems)),
    };
    Node { span, value }
}
