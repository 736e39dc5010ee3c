//! `GET /api/v2/oauth/scopes/{scopeId}`: the id is the scope's name.

use super::view;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers the scope.
pub fn handle(call: &Call<'_>) -> Answer {
    let name = call.param("scopeId");
    let scope = call.catalog().scopes().iter().find(|scope| scope.name == name);
    Reply::json(&view::read(scope.ok_or_else(Fault::not_found)?))
}
