//! `GET /api/v2/integrations/actions/{actionId}/templates/{fileName}`.

use crate::{
    api::integrations::{ACTIONS, actions},
    call::{Answer, Call},
    stored,
};

/// Answers the template's text.
pub fn handle(call: &Call<'_>) -> Answer {
    let action = stored::at(&call.organization, &format!("{ACTIONS}/{}", call.param("actionId")))?;
    actions::template(action, &call.param("fileName"))
}
