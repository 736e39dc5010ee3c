//! `POST /api/v2/outbound/contactlists/{contactListId}/clear`: removes every contact.

use axum::http::StatusCode;
use postern_org::Draft;

use crate::{
    api::outbound::contactlists,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let path = contactlists::path(call);
    if draft.resources().get(&path).is_none() {
        return Err(Fault::new(404, "contact.list.not.found", "there is no such contact list"));
    }
    draft.remove_resource(&format!("{path}/contacts"));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
