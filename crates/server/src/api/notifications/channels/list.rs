//! `GET /api/v2/notifications/channels`: the channels that this token made; with `includechannels=oauthclient` every one that
//! its client made for the same person: whoever has a channel's address can listen there.

use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    notifications::Channel,
};

/// Answers `ChannelEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let of_client = call.query.get("includechannels") == Some("oauthclient");
    let wanted = |channel: &Channel| match of_client {
        true => (channel.token.client, channel.token.user) == (call.token.client, call.token.user),
        false => channel.token.serial == call.token.serial,
    };
    let mut seen =
        call.platform.channels.list(call.now, wanted, |channel| (channel.expires, channel.id.clone(), channel.view(&call.platform.url)));
    seen.sort_by(|left, right| (left.0, &left.1).cmp(&(right.0, &right.1)));
    let entities: Vec<_> = seen.into_iter().map(|(_, _, view)| view).collect();
    Reply::json(&json!({ "entities": entities }))
}
