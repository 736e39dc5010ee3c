//! `PUT /api/v2/notifications/channels/{channelId}/subscriptions`: the channel has these topics from now on and no others.

use crate::{
    call::{Answer, Call},
    fault::Fault,
};

/// Answers `ChannelTopicEntityListing`: every topic of the channel.
pub fn handle(call: &Call<'_>) -> Answer {
    super::subscribe(call, false, || Fault::new(404, "entity.not.found", "the caller has no channel of this id"))
}
