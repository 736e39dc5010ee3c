//! `PUT /api/v2/oauth/clients/{clientId}`: a full replace.

use postern_org::{Draft, change::clients};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers the client as it is now.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let client = clients::replace(draft, call.id("clientId")?, &call.read()?)?;
    Reply::json(&view::read(draft, &client))
}
