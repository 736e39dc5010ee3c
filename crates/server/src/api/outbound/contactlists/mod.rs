//! `/api/v2/outbound/contactlists`.

pub mod clear;
pub mod contacts;
pub mod export;

use crate::call::Call;

/// The path of the list that a request names.
fn path(call: &Call<'_>) -> String {
    format!("/outbound/contactlists/{}", call.param("contactListId"))
}
