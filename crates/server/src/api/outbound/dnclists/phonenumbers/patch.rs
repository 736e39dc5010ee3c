//! `PATCH /api/v2/outbound/dnclists/{dncListId}/phonenumbers`: adds or removes numbers.

use axum::http::StatusCode;
use postern_org::Draft;
use serde::Deserialize;

use crate::{
    api::outbound::dnclists,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// API description: `DncPatchPhoneNumbersRequest`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    action: Option<String>,
    #[serde(default)]
    phone_numbers: Option<Vec<String>>,
    expiration_date_time: Option<String>,
}

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let request: Request = call.read()?;
    let path = dnclists::own(call, draft)?;
    let numbers = request.phone_numbers.unwrap_or_default();
    match request.action.as_deref() {
        Some("Add") => dnclists::add(draft, &path, &numbers, request.expiration_date_time.as_deref())?,
        Some("Remove") => {
            numbers.iter().for_each(|number| draft.remove_resource(&format!("{path}/phonenumbers/{number}")));
            dnclists::count(draft, &path)?;
        }
        _ => return Err(Fault::new(400, "invalid.dnc.patch.action", "`action` must be Add or Remove")),
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
