//! Whether a filter fits a kind of resource, and whether a resource meets it.

use std::{borrow::Cow, cmp::Ordering};

use postern_model::Timestamp;
use serde_json::Value;

use super::{Filter, Literal, Operator};
use crate::{
    path::{AttrPath, Path},
    problem::{Problem, ScimType},
    schema::{Attribute, Kind, Mutability, Place, ResourceType, part_of},
};

/// What the names of a filter are looked up in.
#[derive(Clone, Copy)]
enum Frame<'v> {
    /// A resource.
    Resource(&'static ResourceType, &'v Value),
    /// One value of an attribute: between brackets.
    Item(&'static Attribute, &'v Value),
}

/// The attribute that a path ends at, and its values there.
struct Values<'v> {
    leaf: &'static Attribute,
    values: Vec<&'v Value>,
}

impl Filter {
    /// Whether every name in the filter is one of an attribute of `kind`, and every comparison fits its attribute.
    ///
    /// # Errors
    ///
    /// The first that does not.
    pub fn check(&self, kind: &'static ResourceType) -> Result<(), Problem> {
        check(self, Frame::Resource(kind, &Value::Null))
    }

    /// Whether `resource` meets the filter. What [`Filter::check`] refuses is met by nothing.
    pub fn matches(&self, kind: &'static ResourceType, resource: &Value) -> bool {
        holds(self, Frame::Resource(kind, resource))
    }
}

/// Whether one value of `attribute` meets the filter between its brackets.
pub(crate) fn selects(filter: &Filter, attribute: &'static Attribute, item: &Value) -> bool {
    holds(filter, Frame::Item(attribute, item))
}

/// Whether the filter between the brackets after `attribute` fits it.
pub(crate) fn check_within(filter: &Filter, attribute: &'static Attribute) -> Result<(), Problem> {
    if !attribute.multiple {
        return bad(format!("`{}` has a single value: nothing can stand in brackets after it", attribute.name));
    }
    check(filter, Frame::Item(attribute, &Value::Null))
}

fn check(filter: &Filter, frame: Frame<'_>) -> Result<(), Problem> {
    match filter {
        Filter::And(left, right) | Filter::Or(left, right) => check(left, frame).and_then(|()| check(right, frame)),
        Filter::Not(inner) => check(inner, frame),
        Filter::Within(name, inner) => check_within(inner, found(frame, name)?.0),
        Filter::Present(path) => leaf(frame, path).map(drop),
        Filter::Compare(path, operator, literal) => check_comparison(path, leaf(frame, path)?, *operator, literal),
    }
}

fn check_comparison(path: &Path, leaf: &Attribute, operator: Operator, literal: &Literal) -> Result<(), Problem> {
    use Operator::{Contains, EndsWith, Equal, NotEqual, StartsWith};
    let (equality, inside) = (matches!(operator, Equal | NotEqual), matches!(operator, Contains | StartsWith | EndsWith));
    let kind = leaf.kind.name();
    let operators = match leaf.kind {
        Kind::Boolean | Kind::Complex => equality,
        Kind::Decimal | Kind::DateTime => !inside,
        Kind::Text | Kind::Reference => true,
    };
    if !operators {
        return bad(format!("`{}` does not fit `{path}`, which is of type {kind}", operator.name()));
    }
    let fits = match (leaf.kind, literal) {
        (_, Literal::Null) => equality,
        (Kind::Boolean, literal) => literal.truth().is_some(),
        (Kind::Decimal, literal) => number(literal).is_some(),
        (Kind::DateTime, literal) => Timestamp::parse(&literal.text()).is_some(),
        (Kind::Complex, _) => return bad(format!("name a part of `{path}` to compare: {}", part_names(leaf))),
        (Kind::Text | Kind::Reference, _) => true,
    };
    if fits { Ok(()) } else { bad(format!("`{path}` is of type {kind} and cannot be compared with `{}`", literal.text())) }
}

fn part_names(attribute: &Attribute) -> String {
    attribute.parts.iter().map(|part| part.name).collect::<Vec<_>>().join(", ")
}

fn bad<T>(detail: String) -> Result<T, Problem> {
    Err(Problem::new(ScimType::InvalidFilter, detail))
}

fn unknown(name: &AttrPath) -> Problem {
    Problem::new(ScimType::InvalidFilter, format!("there is no attribute `{name}`"))
}

/// The attribute and part that a name means here.
fn found(frame: Frame<'_>, name: &AttrPath) -> Result<(&'static Attribute, Option<&'static Attribute>, Option<&'static str>), Problem> {
    match frame {
        Frame::Resource(kind, _) => match kind.find(name) {
            Some(Place::Attribute { home, attribute, part }) if attribute.mutability != Mutability::WriteOnly => {
                Ok((attribute, part, home))
            }
            _ => Err(unknown(name)),
        },
        Frame::Item(attribute, _) => match part_of(attribute, &name.name) {
            Some(part) if name.schema.is_none() && name.part.is_none() => Ok((part, None, None)),
            _ => Err(unknown(name)),
        },
    }
}

/// The attribute that a path ends at.
fn leaf(frame: Frame<'_>, path: &Path) -> Result<&'static Attribute, Problem> {
    let (attribute, part, _) = found(frame, &path.attribute)?;
    let Some(inner) = &path.within else { return Ok(part.unwrap_or_else(|| attribute.plain())) };
    check_within(inner, attribute)?;
    let name = path.part.as_deref().unwrap_or_default();
    part_of(attribute, name).ok_or_else(|| Problem::new(ScimType::InvalidFilter, format!("there is no attribute `{path}`")))
}

fn values<'v>(frame: Frame<'v>, path: &Path) -> Option<Values<'v>> {
    let (attribute, part, home) = found(frame, &path.attribute).ok()?;
    let holder = match frame {
        Frame::Resource(_, resource) => home.map_or(Some(resource), |urn| resource.get(urn)),
        Frame::Item(_, item) => Some(item),
    };
    let held = holder.and_then(|holder| holder.get(attribute.name));
    let mut items: Vec<&Value> = match held {
        Some(Value::Array(items)) => items.iter().collect(),
        held => held.into_iter().collect(),
    };
    let leaf = leaf(frame, path).ok()?;
    if let Some(inner) = &path.within {
        items.retain(|item| selects(inner, attribute, item));
    }
    let whole = part.is_none() && path.part.is_none() && std::ptr::eq(leaf, attribute);
    let values = if whole { items } else { items.into_iter().filter_map(|item| item.get(leaf.name)).collect() };
    Some(Values { leaf, values })
}

fn holds(filter: &Filter, frame: Frame<'_>) -> bool {
    match filter {
        Filter::And(left, right) => holds(left, frame) && holds(right, frame),
        Filter::Or(left, right) => holds(left, frame) || holds(right, frame),
        Filter::Not(inner) => !holds(inner, frame),
        Filter::Within(name, inner) => {
            let Ok((attribute, ..)) = found(frame, name) else { return false };
            let whole = Path { attribute: AttrPath { part: None, ..name.clone() }, within: None, part: None };
            items(frame, &whole).iter().any(|item| selects(inner, attribute, item))
        }
        Filter::Present(path) => values(frame, path).is_some_and(|found| found.values.iter().any(|value| is_present(value))),
        Filter::Compare(path, operator, literal) => {
            let Some(found) = values(frame, path) else { return false };
            let any = |operator| found.values.iter().any(|value| compares(found.leaf, value, operator, literal));
            match (operator, literal) {
                (Operator::Equal, Literal::Null) => !found.values.iter().any(|value| is_present(value)),
                (Operator::NotEqual, Literal::Null) => found.values.iter().any(|value| is_present(value)),
                (Operator::NotEqual, _) => !any(Operator::Equal),
                (operator, _) => any(*operator),
            }
        }
    }
}

/// The values of an attribute as they are, complex ones whole.
fn items<'v>(frame: Frame<'v>, path: &Path) -> Vec<&'v Value> {
    let Frame::Resource(_, resource) = frame else { return Vec::new() };
    let Ok((attribute, _, home)) = found(frame, &path.attribute) else { return Vec::new() };
    let holder = home.map_or(Some(resource), |urn| resource.get(urn));
    holder.and_then(|holder| holder.get(attribute.name)).and_then(Value::as_array).into_iter().flatten().collect()
}

fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}

fn number(literal: &Literal) -> Option<f64> {
    literal.text().parse().ok().filter(|number: &f64| number.is_finite())
}

fn compares(leaf: &Attribute, value: &Value, operator: Operator, literal: &Literal) -> bool {
    let order = match (leaf.kind, value) {
        (Kind::Boolean, Value::Bool(value)) => literal.truth().map(|wanted| value.cmp(&wanted)),
        (Kind::Decimal, Value::Number(value)) => value.as_f64().zip(number(literal)).and_then(|(value, wanted)| value.partial_cmp(&wanted)),
        (Kind::DateTime, Value::String(value)) => Timestamp::parse(value).zip(Timestamp::parse(&literal.text())).map(|(a, b)| a.cmp(&b)),
        (_, Value::String(value)) => return text_compares(leaf, value, operator, &literal.text()),
        _ => None,
    };
    order.is_some_and(|order| in_order(order, operator))
}

fn text_compares(leaf: &Attribute, value: &str, operator: Operator, wanted: &str) -> bool {
    let folded = |text| if leaf.case_exact { Cow::Borrowed(text) } else { Cow::Owned(str::to_lowercase(text)) };
    let (value, wanted) = (folded(value), folded(wanted));
    match operator {
        Operator::Contains => value.contains(&*wanted),
        Operator::StartsWith => value.starts_with(&*wanted),
        Operator::EndsWith => value.ends_with(&*wanted),
        operator => in_order(value.cmp(&wanted), operator),
    }
}

fn in_order(order: Ordering, operator: Operator) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::NotEqual | Operator::Contains | Operator::StartsWith | Operator::EndsWith => false,
    }
}
