//! `GET /api/v2/identityproviders/{kind}`: 404 until it is configured; `purecloud` always is.

use super::{super::view, kind};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers the kind's own model.
pub fn handle(call: &Call<'_>) -> Answer {
    let provider = call.organization.fixed_provider(kind(call)?).ok_or_else(Fault::not_found)?;
    Reply::json(&view::view(call, &provider))
}
