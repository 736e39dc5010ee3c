//! `POST /api/v2/integrations/actions/{actionId}/draft`: begins a draft of a published action.

use postern_org::Draft;

use crate::{
    api::integrations::{ACTIONS, DRAFTS},
    call::{Answer, Call, Reply},
    stored,
};

/// Answers the `Action` as the draft begins: as it is published. A draft that is there already is kept.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.param("actionId");
    let path = format!("{DRAFTS}/{id}");
    let begun = match draft.resources().get(&path).cloned() {
        Some(begun) => begun,
        None => {
            let published = stored::at(draft, &format!("{ACTIONS}/{id}"))?.entity.clone();
            draft.put_resource(&path, published)
        }
    };
    Reply::json(&stored::shown(call, draft, "Action", &begun))
}
