//! `POST /api/v2/flows/actions/unlock`: takes the flow's lock off, whoever holds it.

use postern_org::Draft;

use crate::{
    api::flows::lock,
    call::{Answer, Call},
};

/// Answers the flow without a lock.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let flow = lock::named(call, draft)?;
    let mut entity = flow.entity.clone();
    lock::release(&mut entity);
    lock::keep(call, draft, &flow.path, entity)
}
