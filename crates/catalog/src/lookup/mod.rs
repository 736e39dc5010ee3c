//! Answers to `postern catalog op|permission|scope|model QUERY`: what the catalogue says, or what may have been meant.

mod model;
mod operation;
mod permission;
mod scope;
mod suggest;
mod text;

use serde::Serialize;

use crate::{Catalog, Operation};
pub use model::{FieldView, ModelView};
pub use operation::{OperationView, ParamView};
pub use permission::{NamedBy, PermissionView};
pub use scope::ScopeView;
pub use suggest::Suggestion;

/// What is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An operation: by name, by method and path or template, or by part of these.
    Operation,
    /// A permission: by name, by `domain:entity:*`, or by part of the name.
    Permission,
    /// An OAuth scope: by name or by part of it.
    Scope,
    /// A body model: by name or by part of it.
    Model,
}

impl Kind {
    /// Its name in text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Permission => "permission",
            Self::Scope => "scope",
            Self::Model => "model",
        }
    }
}

/// The answer to a look-up.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// What was looked up.
    pub kind: Kind,
    /// What was asked.
    pub query: String,
    /// What was found.
    pub finding: Finding,
    /// What may have been meant, the likeliest first; empty when something was found.
    pub suggestions: Vec<Suggestion>,
}

/// What a look-up found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// Nothing.
    Nothing,
    /// One operation.
    Operation(Box<OperationView>),
    /// Operations that match in part.
    Operations(Vec<OperationLine>),
    /// One permission.
    Permission(PermissionView),
    /// One scope.
    Scope(ScopeView),
    /// One model.
    Model(ModelView),
    /// Names that match in part.
    Names(Vec<&'static str>),
}

/// An operation in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OperationLine {
    /// Its method.
    pub method: &'static str,
    /// Its path template.
    pub path: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl From<&Operation> for OperationLine {
    fn from(operation: &Operation) -> Self {
        Self { method: operation.method, path: operation.path, name: operation.name }
    }
}

/// Looks `query` up among the catalogue's entities of one kind.
pub fn run(catalog: &Catalog, kind: Kind, query: &str) -> Answer {
    let query = query.trim();
    let finding = match kind {
        Kind::Operation => operation::find(catalog, query),
        Kind::Permission => permission::find(catalog, query),
        Kind::Scope => scope::find(catalog, query),
        Kind::Model => model::find(catalog, query),
    };
    let suggestions = if matches!(finding, Finding::Nothing) { suggest::suggest(catalog, kind, query) } else { Vec::new() };
    Answer { kind, query: query.to_owned(), finding, suggestions }
}

impl Answer {
    /// Whether anything was found.
    pub fn found(&self) -> bool {
        !matches!(self.finding, Finding::Nothing)
    }

    /// The answer as a terminal shows it, with a line break at its end.
    pub fn text(&self) -> String {
        text::render(self)
    }
}

/// Whether `text` contains `part`, whatever the case. An empty part is in nothing.
fn contains(text: &str, part: &str) -> bool {
    !part.is_empty() && text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

/// The names that contain `part`.
fn names_with(names: impl Iterator<Item = &'static str>, part: &str) -> Finding {
    match names.filter(|name| contains(name, part)).collect::<Vec<_>>() {
        names if names.is_empty() => Finding::Nothing,
        names => Finding::Names(names),
    }
}

#[cfg(test)]
mod tests;
