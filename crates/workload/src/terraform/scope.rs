//! What an expression in a module comes to, as far as a division can be told from it: through variables, locals, outputs.

use std::collections::BTreeMap;

use hcl_edit::expr::{Expression, TraversalOperator};
use hcl_edit::structure::Block;
use hcl_edit::template::Element;
use postern_model::Id;

use super::folder::{self, Folder};
use crate::Place;

/// How far an expression is followed.
const FURTHEST: usize = 32;

/// A module as it is called.
#[derive(Clone)]
pub(super) struct Scope<'s> {
    folders: &'s BTreeMap<String, Folder>,
    pub folder: &'s Folder,
    /// The block that calls it, and where that stands.
    call: Option<(&'s Block, Box<Scope<'s>>)>,
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    False,
    Text(String),
    /// The id of a division.
    Division(Place),
    /// Cannot be told.
    Open,
}

/// A label of a block; empty if there is none.
pub(super) fn label(block: &Block, at: usize) -> &str {
    block.labels.get(at).map_or("", |label| label.as_str())
}

impl<'s> Scope<'s> {
    pub(super) fn root(folders: &'s BTreeMap<String, Folder>, folder: &'s Folder) -> Self {
        Self { folders, folder, call: None }
    }

    /// The module at `path`, called by `block` in this one.
    pub(super) fn enter(&self, block: &'s Block, path: &str) -> Option<Self> {
        Some(Self { folders: self.folders, folder: self.folders.get(path)?, call: Some((block, Box::new(self.clone()))) })
    }

    /// The address of something in this module: `module.line.genesyscloud_group.agents`.
    pub(super) fn address(&self, name: &str) -> String {
        match &self.call {
            Some((block, outer)) => outer.address(&format!("module.{}.{name}", label(block, 0))),
            None => name.to_owned(),
        }
    }

    /// Whether an attribute or block of `block` is set, or may be.
    pub(super) fn may_be_set(&self, block: &Block, name: &str) -> bool {
        if block.body.get_blocks(name).next().is_some() || block.body.get_blocks("dynamic").any(|dynamic| label(dynamic, 0) == name) {
            return true;
        }
        let Some(attribute) = block.body.get_attribute(name) else { return false };
        match &attribute.value {
            Expression::Array(items) => !items.is_empty(),
            value => !matches!(self.value(value, FURTHEST), Value::Null | Value::False) && value.as_str() != Some(""),
        }
    }

    /// Whether an attribute of `block` is written out there, and not taken from elsewhere.
    pub(super) fn says(&self, block: &Block, name: &str) -> bool {
        let value = block.body.get_attribute(name).map(|attribute| self.value(&attribute.value, FURTHEST));
        matches!(value, Some(Value::Text(text)) if !text.is_empty())
    }

    /// Where the grants reach that the `roles` of a group or user make.
    pub(super) fn divisions_of_grants(&self, block: &Block) -> Vec<Place> {
        let mut places: Vec<Place> = block.body.get_blocks("roles").flat_map(|roles| self.divisions_of(roles)).collect();
        if block.body.get_blocks("dynamic").next().is_some() || places.is_empty() {
            places.push(Place::Unsaid);
        }
        places.sort();
        places.dedup();
        places
    }

    fn divisions_of(&self, roles: &Block) -> Vec<Place> {
        match roles.body.get_attribute("division_ids").map(|attribute| &attribute.value) {
            None | Some(Expression::Null(_)) => vec![Place::Home],
            Some(Expression::Array(ids)) if ids.is_empty() => vec![Place::Home],
            Some(Expression::Array(ids)) => ids.iter().map(|id| self.place(id, Place::Unsaid)).collect(),
            Some(_) => vec![Place::Unsaid],
        }
    }

    /// Where a resource lives; `default` where nothing is said.
    pub(super) fn division_of(&self, kind: &str, block: &Block, default: Place) -> Place {
        if kind == "genesyscloud_auth_division" {
            return self.division_made(label(block, 1), FURTHEST);
        }
        let Some(attribute) = block.body.get_attribute("division_id") else { return default };
        self.place(&attribute.value, default)
    }

    /// The division of this id; `default` if it is none.
    fn place(&self, id: &Expression, default: Place) -> Place {
        match self.value(id, FURTHEST) {
            Value::Null => default,
            Value::Division(place) => place,
            Value::Text(id) if id == "*" => Place::Everywhere,
            Value::Text(id) => Id::parse(&id).map_or(Place::Unsaid, Place::Division),
            Value::False | Value::Open => Place::Unsaid,
        }
    }

    /// The division that a resource of this module makes.
    fn division_made(&self, name: &str, depth: usize) -> Place {
        let found = self.folder.named("resource").find(|block| label(block, 0) == "genesyscloud_auth_division" && label(block, 1) == name);
        let Some(block) = found else { return Place::Unsaid };
        if self.may_be_set(block, "home") { Place::Home } else { self.named(block, depth) }
    }

    /// The division of the name that a block gives.
    fn named(&self, block: &Block, depth: usize) -> Place {
        match block.body.get_attribute("name").map(|name| self.value(&name.value, depth)) {
            Some(Value::Text(name)) => Place::Named(name),
            _ => Place::Unsaid,
        }
    }

    fn value(&self, expression: &Expression, depth: usize) -> Value {
        let Some(depth) = depth.checked_sub(1) else { return Value::Open };
        match expression {
            Expression::Null(_) => Value::Null,
            Expression::Bool(value) if !*value.value() => Value::False,
            Expression::String(text) => Value::Text(text.value().clone()),
            Expression::Parenthesis(inner) => self.value(inner.inner(), depth),
            Expression::Conditional(either) => {
                let (first, second) = (self.value(&either.true_expr, depth), self.value(&either.false_expr, depth));
                if first == second { first } else { Value::Open }
            }
            Expression::StringTemplate(template) => {
                let mut elements = template.iter();
                match (elements.next(), elements.next()) {
                    (Some(Element::Interpolation(only)), None) => self.value(&only.expr, depth),
                    _ => Value::Open,
                }
            }
            Expression::Traversal(traversal) => match &traversal.expr {
                Expression::Variable(root) => {
                    let attribute = |operator: &'_ _| match operator {
                        TraversalOperator::GetAttr(name) => Some(name.as_str().to_owned()),
                        _ => None,
                    };
                    let names: Vec<String> = traversal.operators.iter().filter_map(|operator| attribute(operator.value())).collect();
                    self.named_value(root.as_str(), &names.iter().map(String::as_str).collect::<Vec<_>>(), depth)
                }
                _ => Value::Open,
            },
            _ => Value::Open,
        }
    }

    /// The value of `root.names…`.
    fn named_value(&self, root: &str, names: &[&str], depth: usize) -> Value {
        match (root, names) {
            ("var", [name]) => self.variable(name, depth),
            ("local", [name]) => {
                let locals = self.folder.named("locals").find_map(|block| block.body.get_attribute(name));
                locals.map_or(Value::Open, |local| self.value(&local.value, depth))
            }
            ("module", [name, output]) => self.output(name, output, depth),
            ("data", ["genesyscloud_auth_division_home", _, "id"]) => Value::Division(Place::Home),
            ("data", ["genesyscloud_auth_division", name, "id"]) => {
                let found =
                    self.folder.named("data").find(|block| label(block, 0) == "genesyscloud_auth_division" && label(block, 1) == *name);
                Value::Division(found.map_or(Place::Unsaid, |block| self.named(block, depth)))
            }
            ("genesyscloud_auth_division", [name, "id"]) => Value::Division(self.division_made(name, depth)),
            _ => Value::Open,
        }
    }

    /// What the caller gives, else the default. Whoever runs the root module may give anything.
    fn variable(&self, name: &str, depth: usize) -> Value {
        let Some((call, outer)) = &self.call else { return Value::Open };
        if let Some(given) = call.body.get_attribute(name) {
            return outer.value(&given.value, depth);
        }
        let declared = self.folder.named("variable").find(|block| label(block, 0) == name);
        declared.and_then(|block| block.body.get_attribute("default")).map_or(Value::Open, |default| self.value(&default.value, depth))
    }

    fn output(&self, module: &str, output: &str, depth: usize) -> Value {
        let call = self.folder.calls().find(|block| label(block, 0) == module);
        let inner = call.and_then(|call| self.enter(call, &folder::source(&self.folder.path, call)?));
        let Some(inner) = inner else { return Value::Open };
        let block = inner.folder.named("output").find(|block| label(block, 0) == output);
        block.and_then(|block| block.body.get_attribute("value")).map_or(Value::Open, |value| inner.value(&value.value, depth))
    }
}
