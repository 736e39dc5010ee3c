//! `GET /api/v2/webdeployments/configurations/{configurationId}/versions/draft`: the draft.

use crate::{
    call::{Answer, Call, Reply},
    generic,
};

/// Answers the draft.
pub fn handle(call: &Call<'_>) -> Answer {
    let draft = super::found(call, &call.organization)?;
    Reply::json(&generic::shown(call, &call.organization, &draft))
}
