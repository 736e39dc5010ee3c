//! Everything of an organization that has no rules of its own: queues, skills, schedules and the rest of the platform API,
//! kept as the JSON entities that the API shows, each under its path without `/api/v2`.

use std::sync::Arc;

use postern_model::Reach;
use rpds::RedBlackTreeMapSync;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::organization::Sorted;

/// The document kind of a stored resource; the document's id is the resource's path.
pub(crate) const KIND: &str = "resource";

/// A stored entity: an item of a collection, or a singleton.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Where it is, without `/api/v2`: `/routing/queues/7c1…`, `/routing/settings`.
    #[serde(skip)]
    pub path: String,
    /// Its place in order of creation; names may be equal, this is not.
    pub created: u64,
    /// The entity as the API's model shows it.
    pub entity: Map<String, Value>,
}

impl Resource {
    /// The collection that it is an item of: its path without the last segment.
    pub fn collection(&self) -> &str {
        parent(&self.path)
    }

    /// The last segment of its path.
    pub fn id(&self) -> &str {
        self.path.get(self.collection().len() + 1..).unwrap_or_default()
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.entity.get("name").and_then(Value::as_str)
    }

    /// Where it lives, if it says so: a division, or every one.
    pub fn division(&self) -> Option<Reach> {
        self.entity.get("division")?.get("id")?.as_str().and_then(Reach::parse)
    }

    fn place(&self) -> Place {
        (self.name().unwrap_or_default().to_lowercase(), self.created)
    }
}

/// The order of a listing: by name, letter case aside, then by creation.
type Place = (String, u64);

/// The path without its last segment.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The stored entities of an organization. Immutable maps: a clone shares everything.
#[derive(Clone, Default)]
pub struct Resources {
    /// In order of path, so that what is below an item stands behind it.
    items: Sorted<String, Arc<Resource>>,
    collections: Sorted<String, Sorted<Place, Arc<Resource>>>,
    created: u64,
}

impl Resources {
    /// The entity at `path`.
    pub fn get(&self, path: &str) -> Option<&Arc<Resource>> {
        self.items.get(path)
    }

    /// The items of a collection, by name.
    pub fn list<'r>(&'r self, collection: &str) -> impl DoubleEndedIterator<Item = &'r Arc<Resource>> + use<'r> {
        self.collections.get(collection).into_iter().flat_map(RedBlackTreeMapSync::values)
    }

    /// The items of a collection that have this name, letter case aside.
    pub fn named(&self, collection: &str, name: &str) -> impl Iterator<Item = &Arc<Resource>> {
        let name = name.to_lowercase();
        let places = (name.clone(), 0)..=(name, u64::MAX);
        self.collections.get(collection).into_iter().flat_map(move |items| items.range(places.clone()).map(|(_, item)| item))
    }

    /// How many items a collection has.
    pub fn count(&self, collection: &str) -> usize {
        self.collections.get(collection).map_or(0, Sorted::size)
    }

    /// Everything, in order of path.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Resource>> {
        self.items.values()
    }

    /// Whether nothing is stored at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What is stored below `path`, itself aside.
    pub fn below<'r>(&'r self, path: &str) -> impl Iterator<Item = &'r Arc<Resource>> + use<'r> {
        let prefix = format!("{path}/");
        let from = prefix.clone();
        self.items.range(from..).map(|(_, item)| item).take_while(move |item| item.path.starts_with(&prefix))
    }

    /// The division of what is stored at `path`, or of the nearest thing above it that has one; what is in `*` is in every
    /// division.
    pub fn division_at(&self, path: &str) -> Option<Reach> {
        let above = std::iter::successors(Some(path), |path| Some(parent(path)).filter(|path| !path.is_empty()));
        above.filter_map(|path| self.get(path)).find_map(|resource| resource.division())
    }

    /// The place in order of creation that the next new entity takes.
    pub(crate) fn next(&self) -> u64 {
        self.created + 1
    }

    pub(crate) fn put(&mut self, resource: Resource) -> Arc<Resource> {
        self.forget(&resource.path);
        self.created = self.created.max(resource.created);
        let resource = Arc::new(resource);
        let collection = resource.collection();
        let mut items = self.collections.get(collection).cloned().unwrap_or_default();
        items.insert_mut(resource.place(), Arc::clone(&resource));
        self.collections.insert_mut(collection.to_owned(), items);
        self.items.insert_mut(resource.path.clone(), Arc::clone(&resource));
        resource
    }

    pub(crate) fn forget(&mut self, path: &str) {
        let Some(old) = self.items.get(path).map(Arc::clone) else { return };
        self.items.remove_mut(path);
        if let Some(mut items) = self.collections.get(old.collection()).cloned() {
            items.remove_mut(&old.place());
            self.collections.insert_mut(old.collection().to_owned(), items);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(resources: &mut Resources, path: &str, name: &str) {
        let entity = Map::from_iter([("name".to_owned(), Value::from(name))]);
        resources.put(Resource { path: path.to_owned(), created: resources.next(), entity });
    }

    fn paths<'a>(items: impl Iterator<Item = &'a Arc<Resource>>) -> Vec<&'a str> {
        items.map(|item| item.path.as_str()).collect()
    }

    #[test]
    fn a_collection_lists_by_name_then_by_creation() {
        let mut resources = Resources::default();
        for (path, name) in [("/q/1", "b"), ("/q/2", "A"), ("/q/3", "b"), ("/q/1/m/9", "a"), ("/r/1", "a")] {
            put(&mut resources, path, name);
        }
        assert_eq!(paths(resources.list("/q")), ["/q/2", "/q/1", "/q/3"]);
        assert_eq!(paths(resources.named("/q", "B")), ["/q/1", "/q/3"]);
        assert_eq!(paths(resources.below("/q/1")), ["/q/1/m/9"]);
        assert_eq!(resources.count("/q"), 3);
    }

    #[test]
    fn a_renamed_item_changes_its_place_and_a_forgotten_one_is_gone() {
        let mut resources = Resources::default();
        put(&mut resources, "/q/1", "a");
        put(&mut resources, "/q/2", "b");
        put(&mut resources, "/q/1", "c");
        assert_eq!(paths(resources.list("/q")), ["/q/2", "/q/1"]);
        resources.forget("/q/2");
        assert_eq!(paths(resources.all()), ["/q/1"]);
    }
}
