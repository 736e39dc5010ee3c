//! `POST /api/v2/outbound/contactlists/{contactListId}/export`: exports the contacts as CSV, at once.

use postern_org::Draft;
use serde_json::Value;

use crate::{
    api::outbound::{
        contactlists::{self, contacts::predicate},
        csv,
    },
    call::{Answer, Call},
    fault::Fault,
};

/// Answers a reference to the list. The columns are `inin-outbound-id` and those of the list; the service has more of its
/// own (Terraform provider: they are stripped).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = contactlists::path(call);
    let list = draft.resources().get(&path).ok_or_else(|| Fault::new(404, "contact.list.not.found", "there is no such contact list"))?;
    let names = list.entity.get("columnNames").and_then(Value::as_array).into_iter().flatten();
    let columns: Vec<String> = names.filter_map(Value::as_str).map(str::to_owned).collect();
    let mut text = csv::line(std::iter::once("inin-outbound-id").chain(columns.iter().map(String::as_str)));
    for contact in draft.resources().list(&format!("{path}/contacts")) {
        let values = columns.iter().map(|name| predicate::column(contact, name).unwrap_or_default());
        text.push_str(&csv::line(std::iter::once(contact.id()).chain(values)));
    }
    csv::keep(call, draft, &path, &text)
}
