//! `POST /api/v2/oauth/clients`: the answer holds the secret, which is shown again by no read.

use postern_org::{Draft, change::clients};

use super::view;
use crate::call::{Answer, Call, Reply};

/// Answers the client with its secret.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let made = clients::create(draft, &call.read()?)?;
    Reply::json(&view::disclosed(draft, &made.client, &made.secret))
}
