//! The divisions in which a subject holds the permission that the query names.

use postern_model::{Division, Reach, Subject};
use serde_json::{Value, json};

use super::super::divisions::view::DivisionView;
use crate::{
    call::{Answer, Call, Reply},
    paging::Page,
};

/// Those divisions, in order of name, and whether the permission is held in `*`.
pub fn permitted<'c>(call: &'c Call<'_>, subject: Subject) -> (Vec<&'c Division>, bool) {
    let permission = call.query.get("permission").unwrap_or_default();
    let organization = &call.organization;
    let may = |reach: Reach| organization.may(call.catalog(), subject, permission, reach);
    let mut divisions: Vec<&Division> = organization.divisions().filter(|division| may(Reach::Division(division.id))).collect();
    divisions.sort_by_cached_key(|division| division.name.to_lowercase());
    (divisions, may(Reach::All))
}

/// A page of them as `DivsPermittedEntityListing`.
pub fn page(call: &Call<'_>, subject: Subject) -> Answer {
    let (divisions, all) = permitted(call, subject);
    let page = Page::of(call)?;
    let total = divisions.len();
    let entities = page.slice(divisions.into_iter()).map(|division| json!(DivisionView::from(division))).collect();
    let mut listing = page.envelope(call, entities, total);
    listing.insert("allDivsPermitted".to_owned(), Value::Bool(all));
    Reply::json(&listing)
}
