//! `HEAD /api/v2/notifications/channels/{channelId}`: whether the caller has this channel.

use axum::http::StatusCode;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 200 without a body.
pub fn handle(call: &Call<'_>) -> Answer {
    let found = call.platform.channels.with(&call.param("channelId"), &call.token, call.now, |_| ());
    found.map(|()| Reply::empty(StatusCode::OK)).ok_or_else(Fault::not_found)
}
