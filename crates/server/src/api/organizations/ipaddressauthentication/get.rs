//! `GET /api/v2/organizations/ipaddressauthentication`.

use crate::call::{Answer, Call, Reply};

/// Answers `IpAddressAuthentication`.
pub fn handle(call: &Call<'_>) -> Answer {
    Reply::json(&super::view(&call.organization))
}
