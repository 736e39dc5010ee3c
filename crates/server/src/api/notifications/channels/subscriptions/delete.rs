//! `DELETE /api/v2/notifications/channels/{channelId}/subscriptions`: the channel hears of nothing more.

use std::sync::Arc;

use axum::http::StatusCode;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 204.
pub fn handle(call: &Call<'_>) -> Answer {
    let emptied = call.platform.channels.with(&call.param("channelId"), &call.token, call.now, |channel| channel.topics = Arc::default());
    emptied.map(|()| Reply::empty(StatusCode::NO_CONTENT)).ok_or_else(Fault::not_found)
}
