//! `POST /api/v2/outbound/contactlists/{contactListId}/contacts/search`: the contacts that meet criteria.

use std::sync::Arc;

use postern_org::Resource;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::outbound::contactlists::{
        self,
        contacts::predicate::{self, Criteria},
    },
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::{DEFAULT_SIZE, Page},
    stored,
};

/// API description: `ContactListingRequest`. Official clients send it empty.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    contact_list_filter_id: Option<String>,
    criteria: Option<Criteria>,
    page_number: Option<usize>,
    page_size: Option<usize>,
    #[serde(default)]
    contact_sorts: Option<Vec<Sort>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sort {
    field_name: Option<String>,
    direction: Option<String>,
    numeric: Option<bool>,
}

/// Answers a page of contacts; `contactsCount` and `total` count those that are meant.
pub fn handle(call: &Call<'_>) -> Answer {
    let request: Request = call.read()?;
    let path = contactlists::path(call);
    let resources = call.organization.resources();
    if resources.get(&path).is_none() {
        return Err(Fault::new(404, "contact.list.not.found", "there is no such contact list"));
    }
    let filter = match request.contact_list_filter_id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => {
            let filter = resources.get(&format!("/outbound/contactlistfilters/{id}")).and_then(|filter| predicate::of_filter(filter));
            Some(filter.ok_or_else(|| Fault::new(400, "invalid.contact.list.filter", format!("there is no contact list filter `{id}`")))?)
        }
        None => None,
    };
    let criteria: Vec<&Criteria> = filter.iter().chain(&request.criteria).collect();
    let mut found: Vec<&Arc<Resource>> = resources.list(&format!("{path}/contacts")).collect();
    found.retain(|contact| criteria.iter().all(|criteria| criteria.hold(contact)));
    request.contact_sorts.iter().flatten().rev().for_each(|sort| sort.apply(&mut found));
    let page = Page::within(1000, request.page_size.unwrap_or(DEFAULT_SIZE), request.page_number.unwrap_or(1))?;
    let view = |contact: &&Arc<Resource>| stored::shown(call, &call.organization, "DialerContact", contact);
    let mut listing = page.envelope(call, page.slice(found.iter()).map(view).collect(), found.len());
    listing.insert("contactsCount".to_owned(), json!(found.len()));
    Reply::json(&listing)
}

impl Sort {
    fn apply(&self, found: &mut [&Arc<Resource>]) {
        let Some(name) = self.field_name.as_deref() else { return };
        let key = |contact: &Resource| predicate::sort_key(contact, name);
        found.sort_by(|left, right| match (key(left).parse::<f64>(), key(right).parse::<f64>()) {
            (Ok(left), Ok(right)) if self.numeric == Some(true) => left.total_cmp(&right),
            _ => key(left).cmp(&key(right)),
        });
        if self.direction.as_deref() == Some("DESC") {
            found.reverse();
        }
    }
}
