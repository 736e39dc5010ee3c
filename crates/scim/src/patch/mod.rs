//! Patches (RFC 7644 §3.5.2), with what Okta and Entra send besides: operations in any letter case, no path and a value
//! whose keys are paths (`emails[type eq "work"].value`, a URN and an attribute), truth values as text.

mod values;

use serde_json::{Map, Value};

use self::values::altered;
use crate::{
    path::Path,
    problem::{Problem, ScimType},
    read::{is_schemas, store},
    schema::{Attribute, Mutability, Place, ResourceType, Schema},
};

/// The most operations in one patch.
pub const MOST_OPERATIONS: usize = 1_000;

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Adds values, or sets a single one.
    Add,
    /// Puts values in the place of others.
    Replace,
    /// Takes values away.
    Remove,
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// What it does.
    pub op: Op,
    /// What it is at; without it the value's keys say so.
    pub path: Option<Path>,
    /// What with.
    pub value: Value,
}

/// Reads the body of a patch. What `schemas` holds is not looked at: the service's own people advise other contents than
/// the RFC's.
///
/// # Errors
///
/// Another shape, an unknown operation, a path that cannot be read.
pub fn read(body: &Value) -> Result<Vec<Operation>, Problem> {
    let member = |name: &str| body.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    if !member("schemas").is_some_and(Value::is_array) {
        return Err(syntax("`schemas` must be a list; it holds `urn:ietf:params:scim:api:messages:2.0:PatchOp`"));
    }
    let Some(operations) = member("Operations").and_then(Value::as_array) else { return Err(syntax("`Operations` must be a list")) };
    if operations.len() > MOST_OPERATIONS {
        return Err(syntax(format!("at most {MOST_OPERATIONS} operations at a time; there are {}", operations.len())));
    }
    let numbered = operations.iter().enumerate();
    numbered.map(|(at, operation)| read_operation(operation).map_err(|problem| problem.of(&place(at)))).collect()
}

fn place(at: usize) -> String {
    format!("operation {}", at + 1)
}

fn read_operation(operation: &Value) -> Result<Operation, Problem> {
    let name = operation.get("op").and_then(Value::as_str).ok_or_else(|| syntax("`op` must be add, replace or remove"))?;
    let op = match name.to_ascii_lowercase().as_str() {
        "add" => Op::Add,
        "replace" => Op::Replace,
        "remove" => Op::Remove,
        _ => return Err(syntax(format!("`{name}` is not an operation: use add, replace or remove"))),
    };
    let path = match operation.get("path") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() => None,
        Some(Value::String(text)) => Some(read_path(text)?),
        Some(_) => return Err(Problem::new(ScimType::InvalidPath, "`path` must be text")),
    };
    Ok(Operation { op, path, value: operation.get("value").cloned().unwrap_or_default() })
}

fn read_path(text: &str) -> Result<Path, Problem> {
    Path::parse(text).map_err(|error| Problem::new(ScimType::InvalidPath, format!("`path` cannot be read: {error}")))
}

fn syntax(detail: impl Into<String>) -> Problem {
    Problem::new(ScimType::InvalidSyntax, detail)
}

/// `resource` after every operation; it stays as it is when one of them fails.
///
/// # Errors
///
/// The first operation that cannot be done, by its number.
pub fn apply(kind: &'static ResourceType, resource: &Map<String, Value>, operations: &[Operation]) -> Result<Map<String, Value>, Problem> {
    let mut patched = resource.clone();
    for (at, operation) in operations.iter().enumerate() {
        let Operation { op, path, value } = operation;
        let done = match path {
            Some(path) => alter(kind, &mut patched, *op, path, value),
            None => each(kind, &mut patched, *op, value),
        };
        done.map_err(|problem| problem.of(&place(at)))?;
    }
    Ok(patched)
}

/// An operation without a path: each key of the value is one.
fn each(kind: &'static ResourceType, resource: &mut Map<String, Value>, op: Op, value: &Value) -> Result<(), Problem> {
    if op == Op::Remove {
        return Err(Problem::new(ScimType::NoTarget, "remove needs a `path`"));
    }
    let Some(members) = value.as_object() else {
        return Err(Problem::new(ScimType::InvalidValue, "without a `path`, `value` must be an object"));
    };
    members.iter().try_for_each(|(key, value)| alter(kind, resource, op, &read_path(key)?, value))
}

fn alter(kind: &'static ResourceType, resource: &mut Map<String, Value>, op: Op, path: &Path, value: &Value) -> Result<(), Problem> {
    match kind.find(&path.attribute) {
        Some(Place::Extension(extension)) => in_extension(kind, resource, op, extension, value),
        Some(Place::Attribute { home, attribute, part }) => {
            let before = match home {
                Some(urn) => resource.get(urn).and_then(|held| held.get(attribute.name)),
                None => resource.get(attribute.name),
            };
            if attribute.mutability == Mutability::ReadOnly {
                return read_only(path, attribute, op, before, value);
            }
            let after = altered(attribute, op, &Target { path, part }, before, value)?;
            store(resource, home, attribute.name, after);
            Ok(())
        }
        Some(Place::PassedOver) => Ok(()),
        None => Err(Problem::new(ScimType::InvalidPath, format!("there is no attribute `{path}`"))),
    }
}

/// What of an attribute an operation is at.
struct Target<'p> {
    path: &'p Path,
    /// The part named without brackets.
    part: Option<&'static Attribute>,
}

/// A whole extension: each attribute by itself.
fn in_extension(
    kind: &'static ResourceType,
    resource: &mut Map<String, Value>,
    op: Op,
    extension: &'static Schema,
    value: &Value,
) -> Result<(), Problem> {
    let members = match (op, value) {
        (Op::Remove, _) | (_, Value::Null) => {
            resource.remove(extension.id);
            return Ok(());
        }
        (_, Value::Object(members)) => members,
        _ => return Err(Problem::new(ScimType::InvalidValue, format!("the value of `{}` must be an object", extension.id))),
    };
    let mut members = members.iter().filter(|(key, _)| !is_schemas(key));
    members.try_for_each(|(key, value)| alter(kind, resource, op, &read_path(&format!("{}:{key}", extension.id))?, value))
}

/// An attribute that cannot be written may be sent as it is: Okta names a group's id and name beside its members.
fn read_only(path: &Path, attribute: &Attribute, op: Op, before: Option<&Value>, value: &Value) -> Result<(), Problem> {
    let same = op != Op::Remove && (attribute.name == "schemas" || before == Some(value));
    if same { Ok(()) } else { Err(Problem::new(ScimType::Mutability, format!("`{path}` cannot be altered"))) }
}
