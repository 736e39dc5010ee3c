//! Every channel of this process.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use postern_model::{Timestamp, Token};
use tokio::sync::{broadcast, watch};

use super::channel::{Channel, ENDED, owner};
use crate::{fault::Fault, published::Published, tenant::Tenant};

/// The most channels of a client and the person it acts for (documented). One more ends the one that was not used for longest,
/// unconnected ones first.
const MOST: usize = 20;
/// Letters of a channel's id: 5 bits each.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";

/// The channels, and whether the server stops.
pub(crate) struct Channels {
    all: Mutex<HashMap<String, Channel>>,
    uses: AtomicU64,
    stopping: watch::Sender<bool>,
}

impl Default for Channels {
    fn default() -> Self {
        Self { all: Mutex::default(), uses: AtomicU64::new(0), stopping: watch::Sender::new(false) }
    }
}

/// A connection's hold on its channel.
pub(super) struct Connection {
    pub(super) number: u64,
    pub(super) current: watch::Receiver<u64>,
    pub(super) stopping: watch::Receiver<bool>,
    pub(super) changes: broadcast::Receiver<Arc<Published>>,
}

impl Channels {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Channel>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn use_now(&self) -> u64 {
        self.uses.fetch_add(1, Ordering::Relaxed)
    }

    /// Makes a channel and answers `seen` of it.
    pub(crate) fn create<T>(
        &self,
        tenant: usize,
        (token, address): (Token, IpAddr),
        now: Timestamp,
        seen: impl FnOnce(&Channel) -> T,
    ) -> Result<T, Fault> {
        let mut channel = Channel::new(fresh_id()?, tenant, token, address, now);
        let mut all = self.lock();
        all.retain(|_, old| alive(old, now));
        let mine = |other: &&Channel| other.owner() == channel.owner();
        if all.values().filter(mine).count() >= MOST {
            let least = all.values().filter(mine).min_by_key(|other| (other.connected, other.used)).map(|other| other.id.clone());
            if let Some(ended) = least.and_then(|id| all.remove(&id)) {
                ended.connection.send_replace(ENDED);
            }
        }
        channel.used = self.use_now();
        let answer = seen(&channel);
        all.insert(channel.id.clone(), channel);
        Ok(answer)
    }

    /// What `seen` says of each channel that `wanted` takes.
    pub(crate) fn list<T>(&self, now: Timestamp, wanted: impl Fn(&Channel) -> bool, seen: impl Fn(&Channel) -> T) -> Vec<T> {
        self.lock().values().filter(|channel| channel.expires > now && wanted(channel)).map(seen).collect()
    }

    /// Whether there is such a channel.
    pub(crate) fn has(&self, id: &str, now: Timestamp) -> bool {
        self.lock().get(id).is_some_and(|channel| channel.expires > now)
    }

    /// Works on a channel of the caller's client and person. Nothing: there is none.
    pub(crate) fn with<T>(&self, id: &str, token: &Token, now: Timestamp, work: impl FnOnce(&mut Channel) -> T) -> Option<T> {
        let mut all = self.lock();
        let channel = all.get_mut(id).filter(|channel| channel.expires > now && channel.owner() == owner(token))?;
        channel.used = self.use_now();
        Some(work(channel))
    }

    /// Reads a channel, whoever made it.
    pub(super) fn read<T>(&self, id: &str, now: Timestamp, look: impl FnOnce(&Channel) -> T) -> Option<T> {
        self.lock().get(id).filter(|channel| channel.expires > now).map(look)
    }

    /// Connects to a channel; the connection before, if there is one, ends.
    pub(super) fn connect(&self, id: &str, now: Timestamp, tenants: &[Arc<Tenant>]) -> Option<Connection> {
        let mut all = self.lock();
        let channel = all.get_mut(id).filter(|channel| channel.expires > now)?;
        (channel.connected, channel.used) = (true, self.use_now());
        let number = *channel.connection.borrow() + 1;
        channel.connection.send_replace(number);
        let (current, stopping) = (channel.connection.subscribe(), self.stopping.subscribe());
        Some(Connection { number, current, stopping, changes: tenants.get(channel.tenant)?.teller.listen() })
    }

    /// The connection is over.
    pub(super) fn disconnect(&self, id: &str, number: u64) {
        if let Some(channel) = self.lock().get_mut(id).filter(|channel| *channel.connection.borrow() == number) {
            channel.connected = false;
        }
    }

    /// Ends every connection.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }
}

/// Whether a channel goes on; one that does not loses its connection.
fn alive(channel: &Channel, now: Timestamp) -> bool {
    if channel.expires <= now {
        channel.connection.send_replace(ENDED);
    }
    channel.expires > now
}

/// An id of 160 random bits in the form that the service gives: whoever knows it may listen.
fn fresh_id() -> Result<String, Fault> {
    let mut chance = [0; 32];
    getrandom::fill(&mut chance).map_err(Fault::internal)?;
    let letters = chance.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    Ok("streaming-0-".chars().chain(letters).collect())
}
