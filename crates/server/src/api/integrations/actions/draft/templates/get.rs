//! `GET /api/v2/integrations/actions/{actionId}/draft/templates/{fileName}`.

use crate::{
    api::integrations::{DRAFTS, actions},
    call::{Answer, Call},
    stored,
};

/// Answers the template's text.
pub fn handle(call: &Call<'_>) -> Answer {
    let action = stored::at(&call.organization, &format!("{DRAFTS}/{}", call.param("actionId")))?;
    actions::template(action, &call.param("fileName"))
}
