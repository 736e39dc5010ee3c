//! The readable form: `operations.toml` and `models.toml`, one line an entity.

use std::collections::BTreeMap;
use std::path::Path;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::shape::Shape;
use crate::Fallible;

pub const OPERATIONS: &str = "operations.toml";
pub const MODELS: &str = "models.toml";

/// The fields of a model in declared order.
pub type Fields = IndexMap<String, Shape>;

/// Everything the catalogue states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub operations: BTreeMap<String, Row>,
    pub models: BTreeMap<String, Fields>,
}

/// One operation. The header of `operations.toml` says what the keys mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub at: String,
    pub tag: String,
    pub need: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub scopes_by_rule: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub user_context: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub divisions: Vec<String>,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub query: IndexMap<String, Shape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Shape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ok: Vec<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub preview: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Row {
    pub fn method(&self) -> &str {
        self.at.split_once(' ').map_or("", |(method, _)| method)
    }

    /// Method and path without the names of parameters: what stays the same when a parameter is renamed.
    pub fn place(&self) -> String {
        let segments =
            self.path().split('/').map(|segment| if segment.starts_with('{') { "{}".to_owned() } else { segment.to_lowercase() });
        format!("{} {}", self.method(), segments.collect::<Vec<_>>().join("/"))
    }

    pub fn path(&self) -> &str {
        self.at.split_once(' ').map_or(&self.at, |(_, path)| path)
    }
}

const OPERATIONS_HEADER: &str = "\
# Every operation of the platform API, one a line, sorted by path and method. Checked and packed by `cargo xtask catalog`.
#
# at              method and path
# tag             the API group
# need            how the permissions are required: all, any, none (the documentation says so), unknown (it says nothing)
# scopes          any one suffices; absent where no source says
# scopes_by_rule  the scopes are derived from the operations beside it, not stated
# user_context    a token without a user is refused (400 not.a.user)
# divisions       where a sign of divisions stands; no source states which operations look at them
# query, body     name and type; a choice in braces; required, bounds; the default after =
# response        the type of the answer; absent where it has no body
# media           the content type, where it is not application/json
# ok              the declared 2xx statuses; absent for operations newer than the description
# errors          status and code, beyond those every operation may answer
# class           what kind of work serving it is, worked out by rule

";

const MODELS_HEADER: &str = "\
# Every body model of the platform API, one a line, sorted by name. Checked and packed by `cargo xtask catalog`.
# Fields in declared order: type; a choice in braces (of the items, for a list); required, read-only, format and bounds.

";

impl Facts {
    pub fn read(folder: &Path) -> Fallible<Self> {
        let operations = toml::from_str(&std::fs::read_to_string(folder.join(OPERATIONS))?)?;
        let models = toml::from_str(&std::fs::read_to_string(folder.join(MODELS))?)?;
        Ok(Self { operations, models })
    }

    /// The operations in the catalogue's order.
    pub fn sorted(&self) -> Vec<(&String, &Row)> {
        let mut rows: Vec<_> = self.operations.iter().collect();
        rows.sort_by_key(|(_, row)| (row.path(), row.method()));
        rows
    }

    pub fn operations_text(&self) -> Fallible<String> {
        lines(OPERATIONS_HEADER, self.sorted().into_iter())
    }

    pub fn models_text(&self) -> Fallible<String> {
        lines(MODELS_HEADER, self.models.iter())
    }
}

fn lines<'a, T: Serialize + 'a>(header: &str, entities: impl Iterator<Item = (&'a String, &'a T)>) -> Fallible<String> {
    let mut text = header.to_owned();
    for (name, entity) in entities {
        text += name;
        text += " = ";
        entity.serialize(toml::ser::ValueSerializer::new(&mut text))?;
        text.push('\n');
    }
    Ok(text)
}
