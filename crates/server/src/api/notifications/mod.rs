//! `/api/v2/notifications`: channels, and the topics that can be heard over them.

pub mod availabletopics;
pub mod channels;

use crate::call::Handler;

/// Built operations. Channels are no part of the organization, so making one is no write of it.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_notifications_availabletopics", Handler::Read(availabletopics::list::handle)),
    ("get_notifications_channels", Handler::Read(channels::list::handle)),
    ("post_notifications_channels", Handler::Read(channels::create::handle)),
    ("head_notifications_channel", Handler::Read(channels::head::handle)),
    ("get_notifications_channel_subscriptions", Handler::Read(channels::subscriptions::list::handle)),
    ("post_notifications_channel_subscriptions", Handler::Read(channels::subscriptions::post::handle)),
    ("put_notifications_channel_subscriptions", Handler::Read(channels::subscriptions::put::handle)),
    ("delete_notifications_channel_subscriptions", Handler::Read(channels::subscriptions::delete::handle)),
];
