//! `POST /api/v2/flows/actions/checkout`: takes the flow's lock.

use postern_org::Draft;

use crate::{
    api::flows::lock::{self, Editor},
    call::{Answer, Call},
    fault::Fault,
};

/// Answers the flow, locked by the caller; 409 while another one holds the lock.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let flow = lock::named(call, draft)?;
    let mut entity = flow.entity.clone();
    if !Editor::of(call).may_edit(&entity) {
        let text = format!("the flow `{}` is locked by somebody else", flow.name().unwrap_or_default());
        return Err(Fault::new(409, "architect.flow.locked.by.user", text));
    }
    Editor::of(call).note(draft, &mut entity, "lockedUser", "lockedClient");
    lock::keep(call, draft, &flow.path, entity)
}
