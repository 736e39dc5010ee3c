//! What each operation does, worked out from the catalogue once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use postern_catalog::{Catalog, Class, Model, Need, Operation, OperationId, TypeRef};

use crate::{
    rules::{Rule, rule, shape},
    stored_at::resolved,
    unique::Taken,
};

/// What an operation does to what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answers the items of a collection.
    List,
    /// Adds an item.
    Create,
    /// Adds, changes or (`?delete=true`) removes several items at once; with PUT they are all that there is afterwards.
    Associate,
    /// Answers one item or a singleton.
    Get,
    /// Puts the body in the place of what is there.
    Replace,
    /// Changes the fields that the body gives.
    Update,
    /// Removes an item, or brings a singleton back to what it was before anybody wrote it.
    Delete,
}

/// How a listing is cut into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// `pageSize` and `pageNumber`.
    Page,
    /// `after` (or the parameter named here) is the last item of the page before.
    Cursor(&'static str),
    /// Everything at once.
    Whole,
}

/// What one operation does, where, and with which models.
#[derive(Debug)]
pub struct Plan {
    /// What it does.
    pub act: Act,
    /// How a listing is paged.
    pub paging: Paging,
    /// The field of a listing that holds the items; empty where the answer itself is the list.
    pub items: &'static str,
    /// The model of a listing around its items.
    pub envelope: Option<&'static Model>,
    /// The model that an answered entity has.
    pub shown: Option<&'static Model>,
    /// The model that a stored entity has.
    pub(crate) kept: Option<&'static Model>,
    /// Where the entity or the collection is stored: a path template without `/api/v2`.
    pub(crate) at: String,
    pub(crate) singleton: bool,
    pub(crate) rule: &'static Rule,
    /// The rule of the path that is asked for, where that is a view of what is stored elsewhere.
    pub(crate) view: &'static Rule,
    /// What is refused when the name is taken.
    pub(crate) taken: Taken,
}

impl Plan {
    /// Fields of a request that are neither kept nor answered, `outer.inner` for one inside another: secrets.
    pub fn hidden(&self) -> impl Iterator<Item = &'static str> {
        self.rule.hide.iter().chain(&self.view.hide).map(String::as_str)
    }

    /// Whether it changes something.
    pub fn writes(&self) -> bool {
        !matches!(self.act, Act::List | Act::Get)
    }
}

/// What `operation` does, if the engine serves it.
pub fn plan(operation: OperationId) -> Option<&'static Plan> {
    PLANS.get(usize::from(operation.0))?.as_ref()
}

/// The operations that the engine serves.
pub fn served() -> impl Iterator<Item = &'static Operation> {
    Catalog::builtin().operations().iter().filter(|operation| plan(operation.id).is_some())
}

static PLANS: LazyLock<Vec<Option<Plan>>> = LazyLock::new(|| {
    let catalog = Catalog::builtin();
    let map = Paths::of(catalog);
    catalog.operations().iter().map(|operation| map.plan(catalog, operation)).collect()
});

/// The path without `/api/v2`.
pub(crate) fn template(operation: &Operation) -> &'static str {
    operation.path.strip_prefix("/api/v2").unwrap_or(operation.path)
}

/// The paths of the API, to tell collections from singletons.
struct Paths {
    /// Shapes of templates that have items below them, with the model of an item.
    collections: BTreeMap<String, Option<&'static Model>>,
    /// Shapes of collections with a way to read what is in them.
    readable: BTreeSet<String>,
    /// By the shape of a collection, what makes an item of it.
    creations: BTreeMap<String, &'static Operation>,
    /// Paths whose GET answers a listing: no singletons, though no operation may name an item.
    listings: BTreeSet<String>,
}

impl Paths {
    fn of(catalog: &'static Catalog) -> Self {
        let mut paths =
            Self { collections: BTreeMap::new(), readable: BTreeSet::new(), creations: BTreeMap::new(), listings: BTreeSet::new() };
        for operation in catalog.operations().iter().filter(|operation| is_served(operation)) {
            let template = source(template(operation));
            if operation.method == "GET" && listed(catalog, operation).is_some_and(|(field, _)| matches!(field, "" | "entities")) {
                paths.listings.insert(shape(&template));
            }
            let Some((collection, last)) = template.rsplit_once('/') else { continue };
            if last.starts_with('{') {
                let model = paths.collections.entry(shape(collection)).or_default();
                let itself = template == crate::plan::template(operation);
                if itself && operation.method == "GET" || model.is_none() {
                    *model = operation.response.and_then(|ty| model_of(catalog, ty)).or(*model);
                }
                if operation.method == "GET" {
                    paths.readable.insert(shape(collection));
                }
            } else if operation.method == "GET" && listed(catalog, operation).is_some() {
                paths.readable.insert(shape(&template));
            } else if operation.method == "POST" && template == crate::plan::template(operation) {
                paths.creations.insert(shape(&template), operation);
            }
        }
        paths
    }

    fn plan(&self, catalog: &'static Catalog, operation: &'static Operation) -> Option<Plan> {
        let here = template(operation);
        let own = rule(here);
        if !is_served(operation) || own.except.iter().any(|method| method == operation.method) || operation.media != "application/json" {
            return None;
        }
        let view = rule(collection_of(here));
        let source = source(here);
        let (collection, last) = source.rsplit_once('/')?;
        let (at, singleton, act) = if last.starts_with('{') {
            (source.clone(), false, item_act(operation.method)?)
        } else if self.is_collection(&source) {
            (source.clone(), false, collection_act(catalog, operation)?)
        } else if self.listings.contains(&shape(&source)) {
            return None;
        } else {
            let makes = operation.method == "POST" && own.posted;
            (format!("{source}/"), true, if makes { Act::Create } else { item_act(operation.method)? })
        };
        let stored = if last.starts_with('{') { collection } else { source.as_str() };
        if !singleton && !self.readable.contains(&shape(stored)) && rule(stored).of.is_none() {
            return None;
        }
        let listing = listed(catalog, operation).filter(|_| matches!(act, Act::List | Act::Associate));
        let answered = operation.response.and_then(|ty| model_of(catalog, ty));
        let kept = self.collections.get(&shape(stored)).copied().flatten().filter(|_| !singleton);
        if act == Act::Create && rule(stored).key.is_none() && answered.is_some_and(|model| model.field("id").is_none()) {
            // Nobody could find again what was made.
            return None;
        }
        Some(Plan {
            act,
            paging: paging(operation),
            items: listing.map_or("", |(field, _)| field),
            envelope: answered.filter(|_| listing.is_some()),
            shown: if listing.is_some() { listing.and_then(|(_, model)| model) } else { answered },
            kept: kept.or(listing.and_then(|(_, model)| model)).or(answered),
            rule: rule(stored),
            view,
            taken: match act {
                Act::Create | Act::Replace | Act::Update => Taken::of(operation, self.creations.get(&shape(stored)).copied()),
                _ => Taken::default(),
            },
            at,
            singleton,
        })
    }

    fn is_collection(&self, template: &str) -> bool {
        self.collections.contains_key(&shape(template))
    }
}

/// The classes that a generic store can serve, and what a rule adds to them. What no source states the permissions of is left
/// alone: it would be open to everybody.
fn is_served(operation: &Operation) -> bool {
    if operation.need == Need::Unknown {
        return false;
    }
    let here = template(operation);
    matches!(
        operation.class,
        Class::Collection | Class::CollectionLoose | Class::Singleton | Class::SingletonLoose | Class::Association | Class::View
    ) || rule(here).serve
        || rule(collection_of(here)).serve
}

/// The collection's template: that of an item without its last segment.
fn collection_of(template: &str) -> &str {
    template.rsplit_once('/').filter(|(_, last)| last.starts_with('{')).map_or(template, |(collection, _)| collection)
}

/// The template whose entities are meant: the rule of a view, or of the collection that an item is in, may name another.
fn source(here: &str) -> String {
    let own = rule(here).of.clone();
    let item = || Some(format!("{}/{}", rule(collection_of(here)).of.as_ref()?, here.rsplit_once('/')?.1));
    own.or_else(item).unwrap_or_else(|| resolved(here))
}

fn item_act(method: &str) -> Option<Act> {
    Some(match method {
        "GET" => Act::Get,
        "PUT" => Act::Replace,
        "PATCH" => Act::Update,
        "DELETE" => Act::Delete,
        _ => return None,
    })
}

fn collection_act(catalog: &'static Catalog, operation: &Operation) -> Option<Act> {
    let several = matches!(operation.body, Some(TypeRef::Array(_)));
    Some(match operation.method {
        "GET" => listed(catalog, operation).map(|_| Act::List)?,
        "POST" | "PATCH" | "PUT" if several => Act::Associate,
        "POST" if operation.body.is_some() => Act::Create,
        _ => return None,
    })
}

fn paging(operation: &Operation) -> Paging {
    let takes = |name: &str| operation.query.iter().any(|parameter| parameter.name == name);
    let cursor = ["after", "cursor"].into_iter().find(|name| takes(name));
    match cursor {
        _ if takes("pageNumber") => Paging::Page,
        Some(name) => Paging::Cursor(name),
        None => Paging::Whole,
    }
}

/// Where a listing's items are, and their model.
fn listed(catalog: &'static Catalog, operation: &Operation) -> Option<(&'static str, Option<&'static Model>)> {
    match operation.response? {
        TypeRef::Array(item) => Some(("", model_of(catalog, *item))),
        ty => {
            let model = model_of(catalog, ty)?;
            let lists = || model.fields.iter().filter(|field| matches!(field.ty, TypeRef::Array(TypeRef::Model(_) | TypeRef::Object)));
            let usual = ["entities", "results", "items", "values"].iter().find_map(|name| lists().find(|field| field.name == *name));
            let only = || lists().next().filter(|_| lists().count() == 1 && !model.fields.iter().any(|field| field.name == "id"));
            let field = usual.or_else(only)?;
            let TypeRef::Array(item) = field.ty else { return None };
            Some((field.name, model_of(catalog, *item)))
        }
    }
}

fn model_of(catalog: &'static Catalog, ty: TypeRef) -> Option<&'static Model> {
    match ty {
        TypeRef::Model(name) => catalog.model(name),
        _ => None,
    }
}
