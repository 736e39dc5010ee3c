//! `GET /api/v2/notifications/channels/{channelId}/subscriptions`: the topics of a channel.

use std::sync::Arc;

use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Answers `ChannelTopicEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let topics = call.platform.channels.with(&call.param("channelId"), &call.token, call.now, |channel| Arc::clone(&channel.topics));
    super::listing(topics.ok_or_else(Fault::not_found)?.iter().map(|topic| super::view(&topic.name())))
}
