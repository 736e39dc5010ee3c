//! `DELETE /api/v2/telephony/providers/edges/phones/{phoneId}`: removes a phone with its station.

use postern_org::Draft;

use crate::{
    api::telephony::providers::edges,
    call::{Answer, Call},
    generic,
};

/// Answers what the operation declares.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = generic::written(call, draft, &call.body)?;
    if let Some((station, _)) = super::station(draft, &call.param("phoneId")) {
        draft.remove_resource(&format!("/stations/{station}"));
    }
    edges::answer(done)
}
