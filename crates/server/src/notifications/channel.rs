//! One notification channel.

use std::{collections::BTreeSet, net::IpAddr, sync::Arc};

use postern_model::{Client, Id, Timestamp, Token, User};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{FOLDER, Topic};

/// How long a channel lives after it was made or its topics were set (documented: 24 hours).
const LIFE: i64 = 24 * 3600;
/// What ends every connection of a channel.
pub(super) const ENDED: u64 = u64::MAX;

/// A channel.
pub(crate) struct Channel {
    pub(crate) id: String,
    /// The organization's place in [`Platform::tenants`](crate::platform::Platform::tenants).
    pub(crate) tenant: usize,
    /// The token that it was made with, or that its topics were set with last: what it may hear is what that token may see.
    pub(crate) token: Token,
    /// Where that request came from.
    pub(crate) address: IpAddr,
    pub(crate) expires: Timestamp,
    pub(crate) topics: Arc<BTreeSet<Topic>>,
    /// Its last use among all uses of channels: made, asked about, subscribed, connected. Moments may be equal, this is not.
    pub(super) used: u64,
    /// The number of the connection that counts; a later one takes the place of an earlier one.
    pub(super) connection: Arc<watch::Sender<u64>>,
    pub(super) connected: bool,
}

/// Whose channel it is: a client, and the person it acts for.
pub(crate) type Owner = (Id<Client>, Option<Id<User>>);

impl Channel {
    pub(super) fn new(id: String, tenant: usize, token: Token, address: IpAddr, now: Timestamp) -> Self {
        let (topics, connection) = (Arc::default(), Arc::new(watch::Sender::new(0)));
        Self { id, tenant, token, address, expires: now.plus_seconds(LIFE), topics, used: 0, connection, connected: false }
    }

    pub(super) fn owner(&self) -> Owner {
        owner(&self.token)
    }

    /// Goes on with this token from now.
    pub(crate) fn renew(&mut self, token: Token, address: IpAddr, now: Timestamp) {
        (self.token, self.address) = (token, address);
        self.expires = now.plus_seconds(LIFE);
    }

    /// The channel on the wire (API description: `Channel`). Connections come to the same origin as everything.
    pub(crate) fn view(&self, origin: &str) -> Value {
        let origin = origin.replacen("http", "ws", 1);
        json!({ "connectUri": format!("{origin}{FOLDER}{}", self.id), "id": self.id, "expires": self.expires })
    }
}

pub(super) fn owner(token: &Token) -> Owner {
    (token.client, token.user)
}
