//! `POST /api/v2/oauth/clients/{clientId}/secret`: a new secret; the old one ends at once.

use postern_org::{Draft, change::clients};

use crate::{
    api::oauth::clients::view,
    call::{Answer, Call, Reply},
};

/// Answers the client with its new secret.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let rotated = clients::rotate(draft, call.id("clientId")?)?;
    Reply::json(&view::disclosed(draft, &rotated.client, &rotated.secret))
}
