//! Notification channels: a client opens one, subscribes to topics, connects to it by WebSocket, and hears of what changes.
//!
//! A change is told after it was published, through a bounded broadcast; each connection picks what its channel asked for and
//! works out the words itself. A slow client therefore slows no writer: it loses its connection.

mod announce;
mod channel;
mod registry;
mod socket;
mod topic;
mod verdict;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{FromRequestParts, ws::WebSocketUpgrade},
    http::{Request, Response, StatusCode},
    response::IntoResponse,
};
use hyper::body::Incoming;

pub(crate) use channel::Channel;
pub(crate) use registry::Channels;
pub(crate) use topic::{TEMPLATES, Template, Topic};
pub(crate) use verdict::{Verdict, may_hear};

use crate::platform::Platform;

/// The folder that channels are connected to in.
pub(crate) const FOLDER: &str = "/channels/";
/// The most bytes of a message from a client: they say little more than `ping`.
const LARGEST_MESSAGE: usize = 64 * 1024;

/// Whether the path is a channel's.
pub(crate) fn is_one(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// Connects to a channel (RFC 6455 §4.2). The channel's id, which nobody can guess, is what lets a client in.
pub(crate) async fn serve(platform: Arc<Platform>, request: Request<Incoming>) -> Response<Body> {
    let (mut parts, _) = request.into_parts();
    let id = parts.uri.path().strip_prefix(FOLDER).unwrap_or_default().to_owned();
    if !platform.channels.has(&id, platform.clock.now()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade.max_message_size(LARGEST_MESSAGE),
        Err(refused) => return refused.into_response(),
    };
    // From here on nothing is missed: what changes after the client has its answer is heard.
    match platform.channels.connect(&id, platform.clock.now(), &platform.tenants) {
        Some(connection) => upgrade.on_upgrade(move |socket| socket::run(platform, id, connection, socket)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
