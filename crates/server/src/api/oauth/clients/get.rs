//! `GET /api/v2/oauth/clients/{clientId}`.

use super::{named, view};
use crate::call::{Answer, Call, Reply};

/// Answers the client.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&view::read(&call.organization, named(call)?))
}
