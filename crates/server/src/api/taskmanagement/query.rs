//! Queries of workbins, worktypes and work items (API description: `WorkbinQueryRequest` and its like): conditions, a sort,
//! and pages by cursor.

use std::{cmp::Ordering, sync::Arc};

use postern_org::Resource;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::filter::Filter;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::DEFAULT_SIZE,
    stored,
};

/// The most entities a page (the Terraform provider asks for 200).
const LARGEST_PAGE: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    page_size: Option<usize>,
    select: Option<String>,
    #[serde(default)]
    filters: Option<Vec<Filter>>,
    attributes: Option<Vec<String>>,
    after: Option<String>,
    sort: Option<Sort>,
}

#[derive(Deserialize)]
struct Sort {
    name: Option<String>,
    ascending: Option<bool>,
}

/// Answers the items of `collection` that the body asks for, each as `model` shows it.
pub fn answer(call: &Call<'_>, collection: &str, model: &str) -> Answer {
    let query: Query = call.read()?;
    let filters = query.filters.as_deref().unwrap_or_default();
    filters.iter().try_for_each(Filter::check)?;
    let mut found = stored::visible(call, collection);
    found.retain(|item| filters.iter().all(|filter| filter.holds(item)));
    if query.select.as_deref() == Some("Count") {
        return Reply::json(&json!({ "count": found.len() }));
    }
    found.sort_by(|left, right| query.order(left, right));
    let size = query.page_size.unwrap_or(DEFAULT_SIZE);
    if size == 0 || size > LARGEST_PAGE {
        let text = format!("pageSize must be 1 to {LARGEST_PAGE}; it is {size}");
        let code = if size == 0 { "invalid.input.int.value.too.low" } else { "invalid.input.int.value.too.high" };
        return Err(Fault { field: Some("pageSize".to_owned()), ..Fault::new(400, code, text) });
    }
    let start = query.start(&found);
    let page = found.get(start..).unwrap_or_default();
    let entities: Value = page.iter().take(size).map(|item| query.view(stored::shown(call, &call.organization, model, item))).collect();
    let mut listing = json!({ "entities": entities, "selfUri": call.operation_path() });
    if let (true, Some(last)) = (page.len() > size, page.get(size - 1)) {
        listing["after"] = json!(last.id());
    }
    Reply::json(&listing)
}

impl Query {
    /// By name unless the query says otherwise; equals in order of creation, so that a cursor holds.
    fn order(&self, left: &Resource, right: &Resource) -> Ordering {
        let name = self.sort.as_ref().and_then(|sort| sort.name.as_deref()).unwrap_or("name");
        let key = |item: &Resource| item.entity.get(name).cloned().unwrap_or_default();
        let order = match (key(left).as_f64(), key(right).as_f64()) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => key(left).to_string().to_lowercase().cmp(&key(right).to_string().to_lowercase()),
        };
        let descends = self.sort.as_ref().is_some_and(|sort| sort.ascending == Some(false));
        (if descends { order.reverse() } else { order }).then(left.created.cmp(&right.created))
    }

    /// Where the page begins: behind the item that the cursor names, or at the end if it is gone.
    fn start(&self, found: &[&Arc<Resource>]) -> usize {
        match self.after.as_deref().filter(|after| !after.is_empty()) {
            Some(after) => found.iter().position(|item| item.id() == after).map_or(found.len(), |at| at + 1),
            None => 0,
        }
    }

    /// Only the attributes that are asked for, and the id.
    fn view(&self, entity: Value) -> Value {
        let wanted = |name: &str| self.attributes.iter().flatten().any(|attribute| attribute == name);
        match (entity, &self.attributes) {
            (Value::Object(entity), Some(attributes)) if !attributes.is_empty() => {
                entity.into_iter().filter(|(name, _)| name == "id" || wanted(name)).collect::<Map<_, _>>().into()
            }
            (entity, _) => entity,
        }
    }
}
