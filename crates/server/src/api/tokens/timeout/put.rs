//! `PUT /api/v2/tokens/timeout`: a full replace.

use postern_org::{Draft, change::tokens};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers the inactivity timeout as it is now. The body may be missing by its description, but then nothing is asked.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    if call.body.is_null() {
        return Err(Fault::bad_request("the request needs a JSON body"));
    }
    tokens::set_timeout(draft, &call.read()?)?;
    Reply::json(&tokens::view(&draft.profile().idle))
}
