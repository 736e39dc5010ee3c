//! One attribute's values after an operation.

use serde_json::{Map, Value};

use super::{Op, Target};
use crate::{
    filter::{Filter, Operator, check_within, selects},
    path::Path,
    problem::{Problem, ScimType},
    read::{item_of, value_of},
    schema::{Attribute, Mutability, part_of},
};

/// The attribute's value afterwards; none: it has no value any more.
pub(super) fn altered(
    attribute: &'static Attribute,
    op: Op,
    target: &Target<'_>,
    before: Option<&Value>,
    value: &Value,
) -> Result<Option<Value>, Problem> {
    let op = if value.is_null() && op != Op::Add { Op::Remove } else { op };
    if !attribute.multiple {
        return single(attribute, op, target, before, value);
    }
    let mut items: Vec<Value> = before.and_then(Value::as_array).cloned().unwrap_or_default();
    match &target.path.within {
        Some(filter) => selected(attribute, op, target.path, filter, &mut items, value)?,
        None => match target.part {
            Some(part) if items.is_empty() && op != Op::Remove => {
                return Err(no_target(target.path, &format!("`{}` has no value whose `{}` could be set", attribute.name, part.name)));
            }
            Some(part) => items.iter_mut().try_for_each(|item| set_part(item, part, op, value))?,
            None => whole(attribute, op, &mut items, value)?,
        },
    }
    items.retain(|item| says_something(attribute, item));
    leave_one_primary(&mut items, before);
    Ok((!items.is_empty()).then_some(Value::Array(items)))
}

/// A value that becomes the primary one ends the other's being it (RFC 7644 §3.5.2).
fn leave_one_primary(items: &mut [Value], before: Option<&Value>) {
    let is_primary = |item: &Value| item.get("primary") == Some(&Value::Bool(true));
    if items.iter().filter(|item| is_primary(item)).count() < 2 {
        return;
    }
    let before = before.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for item in items.iter_mut().filter(|item| is_primary(item) && before.contains(item)) {
        item.as_object_mut().into_iter().for_each(|members| drop(members.remove("primary")));
    }
}

fn no_target(path: &Path, detail: &str) -> Problem {
    Problem::new(ScimType::NoTarget, format!("`{path}` selects nothing: {detail}"))
}

fn single(
    attribute: &'static Attribute,
    op: Op,
    target: &Target<'_>,
    before: Option<&Value>,
    value: &Value,
) -> Result<Option<Value>, Problem> {
    if target.path.within.is_some() {
        let text = format!("`{}` has a single value: nothing can stand in brackets after it", attribute.name);
        return Err(Problem::new(ScimType::InvalidPath, text));
    }
    let Some(part) = target.part else {
        return if op == Op::Remove || value.is_null() { Ok(None) } else { value_of(attribute, value).map(Some) };
    };
    let mut held = before.cloned().unwrap_or_else(|| Value::Object(Map::new()));
    set_part(&mut held, part, op, value)?;
    Ok(Some(held).filter(|held| says_something(attribute, held)))
}

/// All values at once. Added ones replace those with the same key.
fn whole(attribute: &'static Attribute, op: Op, items: &mut Vec<Value>, value: &Value) -> Result<(), Problem> {
    let given = match (op, value) {
        (Op::Remove, Value::Null) => {
            items.clear();
            return Ok(());
        }
        (_, Value::Null) => Vec::new(),
        (_, value) => match value_of(attribute, value)? {
            Value::Array(given) => given,
            one => vec![one],
        },
    };
    match op {
        Op::Replace => {
            items.clear();
            items.extend(given);
        }
        Op::Add => given.into_iter().for_each(|item| put(attribute, items, item)),
        // Entra names the members to remove in the value.
        Op::Remove => items.retain(|item| !given.iter().any(|gone| same_key(attribute, item, gone))),
    }
    Ok(())
}

fn put(attribute: &Attribute, items: &mut Vec<Value>, item: Value) {
    match items.iter_mut().find(|held| same_key(attribute, held, &item)) {
        Some(Value::Object(held)) => held.extend(item.as_object().cloned().unwrap_or_default()),
        _ => items.push(item),
    }
}

fn same_key(attribute: &Attribute, one: &Value, other: &Value) -> bool {
    let key = |item: &Value| item.get(attribute.key).and_then(Value::as_str).map(str::to_lowercase);
    key(one).is_some() && key(one) == key(other)
}

/// The values that a filter selects. Where it selects none, writing makes one of what the filter asks for, since Entra
/// replaces `emails[type eq "work"].value` of people without any; other filters have no target (RFC 7644 §3.5.2.3).
fn selected(
    attribute: &'static Attribute,
    op: Op,
    path: &Path,
    filter: &Filter,
    items: &mut Vec<Value>,
    value: &Value,
) -> Result<(), Problem> {
    check_within(filter, attribute).map_err(|problem| Problem::new(ScimType::InvalidPath, problem.detail))?;
    let part = path.part.as_deref().map(|name| {
        let part = part_of(attribute, name);
        part.ok_or_else(|| Problem::new(ScimType::InvalidPath, format!("there is no attribute `{path}`")))
    });
    let part = part.transpose()?;
    if op == Op::Remove && part.is_none() {
        items.retain(|item| !selects(filter, attribute, item));
        return Ok(());
    }
    let mut missed = op != Op::Remove;
    for item in items.iter_mut().filter(|item| selects(filter, attribute, item)) {
        missed = false;
        write(attribute, op, item, part, value)?;
    }
    if missed {
        let mut made = Map::new();
        if !describe(attribute, filter, &mut made)? {
            return Err(no_target(path, &format!("no value of `{}` meets the condition", attribute.name)));
        }
        let mut made = Value::Object(made);
        write(attribute, op, &mut made, part, value)?;
        items.push(made);
    }
    Ok(())
}

/// Writes one selected value, or a part of it.
fn write(attribute: &'static Attribute, op: Op, item: &mut Value, part: Option<&'static Attribute>, value: &Value) -> Result<(), Problem> {
    match part {
        Some(part) => set_part(item, part, op, value),
        None => {
            let given = item_of(attribute, value)?;
            if let (Some(held), Value::Object(given)) = (item.as_object_mut(), given) {
                held.extend(given);
            }
            Ok(())
        }
    }
}

/// Fills in a value that meets the filter; whether the filter is such that one can be made.
fn describe(attribute: &'static Attribute, filter: &Filter, made: &mut Map<String, Value>) -> Result<bool, Problem> {
    match filter {
        Filter::And(left, right) => Ok(describe(attribute, left, made)? && describe(attribute, right, made)?),
        Filter::Compare(path, Operator::Equal, literal) => {
            let Some(part) = part_of(attribute, &path.attribute.name) else { return Ok(false) };
            made.insert(part.name.to_owned(), item_of(part, &Value::from(literal.text()))?);
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn set_part(item: &mut Value, part: &'static Attribute, op: Op, value: &Value) -> Result<(), Problem> {
    if part.mutability == Mutability::ReadOnly {
        return Err(Problem::new(ScimType::Mutability, format!("`{}` cannot be altered", part.name)));
    }
    let Some(members) = item.as_object_mut() else { return Ok(()) };
    if op == Op::Remove || value.is_null() {
        members.remove(part.name);
    } else {
        members.insert(part.name.to_owned(), item_of(part, value)?);
    }
    Ok(())
}

/// Whether a complex value still has what it is there for: its `value`, else its key.
fn says_something(attribute: &'static Attribute, item: &Value) -> bool {
    let vital = attribute.part("value").map_or(attribute.key, |part| part.name);
    vital.is_empty() || item.get(vital).is_some_and(|value| value.as_str() != Some(""))
}
