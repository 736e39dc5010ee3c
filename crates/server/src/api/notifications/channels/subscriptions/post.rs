//! `POST /api/v2/notifications/channels/{channelId}/subscriptions`: adds topics.

use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Answers `ChannelTopicEntityListing`: every topic of the channel.
pub fn handle(call: &Call<'_>) -> Answer {
    super::subscribe(call, true, || Fault::new(400, "notification.unable.to.get.channel.id", "the caller has no channel of this id"))
}
