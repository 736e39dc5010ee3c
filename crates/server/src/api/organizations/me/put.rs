//! `PUT /api/v2/organizations/me`: replaces the organization's record.

use postern_org::{Draft, change::settings};

use super::view::view;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers `Organization`.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let record = call.body.as_object().ok_or_else(|| Fault::bad_request("the request needs a JSON body"))?;
    settings::put_organization(draft, record)?;
    Reply::json(&view(draft))
}
