//! `/api/v2/locations/search`.

pub mod get;
pub mod post;

use std::borrow::Cow;

use postern_org::Resource;
use serde_json::Value;

use crate::{
    call::{Answer, Call},
    search::{Search, Searchable, texts_at},
};

fn answer(call: &Call<'_>, search: &Search) -> Answer {
    let organization = &*call.organization;
    let locations = organization.resources().list("/locations").map(|location| &**location);
    search.answer(call, "locations", locations, |location| {
        let entity = location.entity.clone();
        match call.catalog().model("LocationDefinition") {
            Some(model) => postern_resources::as_model(call.catalog(), model, organization, (&location.path, entity), None),
            None => Value::Object(entity),
        }
    })
}

impl Searchable for Resource {
    const FIELDS: &'static [&'static str] = &["name"];

    fn texts(&self, field: &str) -> Vec<Cow<'_, str>> {
        let (first, rest) = field.split_once('.').unwrap_or((field, ""));
        texts_at(self.entity.get(first), rest)
    }
}
