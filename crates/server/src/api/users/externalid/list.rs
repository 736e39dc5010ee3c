//! `GET /api/v2/users/{userId}/externalid`: what a person is called elsewhere.

use super::{all, named};
use crate::call::{Answer, Call, Reply};

/// Answers a list of `UserExternalIdentifier`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&all(named(call, &call.organization)?))
}
