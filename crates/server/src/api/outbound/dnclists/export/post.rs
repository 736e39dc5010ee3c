//! `POST /api/v2/outbound/dnclists/{dncListId}/export`: exports the entries as CSV, at once.

use postern_org::Draft;
use serde_json::Value;

use crate::{
    api::outbound::{csv, dnclists},
    call::{Answer, Call},
};

/// Answers a reference to the list. The first column is the number, the third its end (Terraform provider); what the second
/// holds and how they are called is inferred.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = dnclists::own(call, draft)?;
    let mut text = csv::line(["PhoneNumber", "DncListId", "ExpirationDate"]);
    for entry in draft.resources().list(&format!("{path}/phonenumbers")) {
        let expires = entry.entity.get("expirationDateTime").and_then(Value::as_str).unwrap_or_default();
        text.push_str(&csv::line([entry.id(), &call.param("dncListId"), expires]));
    }
    csv::keep(call, draft, &path, &text)
}
