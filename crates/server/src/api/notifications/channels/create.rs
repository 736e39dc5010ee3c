//! `POST /api/v2/notifications/channels`: opens a channel. A client and the person it acts for have 20 at most; one more ends
//! the one that was not used for longest.

use crate::call::{Answer, Call, Reply};

/// Answers `Channel`.
pub fn handle(call: &Call<'_>) -> Answer {
    let platform = call.platform;
    let view = platform.channels.create(call.tenant, (call.token, call.address), call.now, |channel| channel.view(&platform.url))?;
    Reply::json(&view)
}
