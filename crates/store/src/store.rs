//! The one door to every backend.

use std::time::Duration;

use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::{Instant, timeout_at},
};
use uuid::Uuid;

use crate::{
    Changes, Loaded, Location, LogEntry, LogQuery, LogRow, StoreError, UsageRow, Write, batch, postgres::Postgres, sqlite::Sqlite,
};

/// How long a waiter trusts silence before it asks the database: notifications are a courtesy, not a promise.
const POLL: Duration = Duration::from_secs(1);

/// As good as; a clock cannot count to the longest `Duration`.
const FOR_EVER: Duration = Duration::from_secs(100 * 365 * 86_400);

/// An organization and the sequence it has reached.
pub(crate) type Announcement = (Uuid, i64);

/// An open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    backend: Backend,
    announcements: broadcast::Sender<Announcement>,
}

#[derive(Clone)]
enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// The same call on whichever backend this is.
macro_rules! on_backend {
    ($store:ident, $backend:ident => $call:expr) => {
        match &$store.backend {
            Backend::Sqlite($backend) => $call.await,
            Backend::Postgres($backend) => $call.await,
        }
    };
}

impl Store {
    /// Opens the store, making it or bringing its tables up to date as needed.
    ///
    /// Refuses, without touching a byte, a file that is not a Postern database, is damaged, or is of a newer Postern; and a file that
    /// another process has open.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let (announcements, _) = broadcast::channel(256);
        let backend = match location {
            Location::Sqlite(path) => Backend::Sqlite(Sqlite::open(path).await?),
            Location::Memory => Backend::Sqlite(Sqlite::in_memory().await?),
            Location::Postgres(url) => Backend::Postgres(Postgres::open(url, location.to_string(), announcements.clone()).await?),
        };
        Ok(Self { backend, announcements })
    }

    /// Every organization, in no particular order.
    pub async fn organizations(&self) -> Result<Vec<Uuid>, StoreError> {
        on_backend!(self, backend => backend.organizations())
    }

    /// The organization's sequence; 0 when it does not exist.
    pub async fn sequence(&self, org: Uuid) -> Result<i64, StoreError> {
        on_backend!(self, backend => backend.sequence(org))
    }

    /// Everything the organization holds, as of one moment; empty at sequence 0 when it does not exist.
    pub async fn load(&self, org: Uuid) -> Result<Loaded, StoreError> {
        on_backend!(self, backend => backend.load(org))
    }

    /// Writes documents, deletions and log entries together, and returns the organization's new sequence, `expected + 1`.
    ///
    /// `expected` is the sequence the caller computed the writes from; 0 makes the organization. When it is stale nothing is written
    /// and the answer is [`StoreError::Conflict`]. Of several writes to one document the last counts. On any other error, and when the
    /// future is dropped half-way, the commit may or may not have happened: read the sequence to know. A caller that may be cancelled
    /// (a web handler is, when its client hangs up) should run this in a task of its own.
    pub async fn commit(&self, org: Uuid, expected: i64, writes: &[Write], log: &[LogEntry]) -> Result<i64, StoreError> {
        batch::reject_nul(writes, log)?;
        let writes = batch::last_of_each(writes);
        let sequence = on_backend!(self, backend => backend.commit(org, expected, &writes, log))?;
        self.announcements.send((org, sequence)).ok();
        Ok(sequence)
    }

    /// The documents written or deleted after `sequence`.
    pub async fn changes_after(&self, org: Uuid, sequence: i64) -> Result<Changes, StoreError> {
        on_backend!(self, backend => backend.changes_after(org, sequence))
    }

    /// Waits until the organization's sequence is beyond `after`; false when `timeout` passes first.
    ///
    /// Wakes at once for a commit through this store, and on PostgreSQL for one through any other node; should a notification get
    /// lost, within a second. An error means that the store cannot be seen: what the caller holds may be out of date.
    pub async fn changed(&self, org: Uuid, after: i64, timeout: Duration) -> Result<bool, StoreError> {
        let deadline = Instant::now() + timeout.min(FOR_EVER);
        let mut announcements = self.announcements.subscribe();
        loop {
            if self.sequence(org).await? > after {
                return Ok(true);
            }
            let poll = deadline.min(Instant::now() + POLL);
            loop {
                match timeout_at(poll, announcements.recv()).await {
                    Ok(Ok((changed, sequence))) if changed == org && sequence > after => return Ok(true),
                    Ok(Ok(_)) => {}
                    Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) => break,
                    Err(_) if poll == deadline => return Ok(false),
                    Err(_) => break,
                }
            }
        }
    }

    /// Rows of the organization's change log.
    pub async fn log(&self, org: Uuid, query: &LogQuery) -> Result<Vec<LogRow>, StoreError> {
        if batch::cannot_match(query) {
            return Ok(Vec::new());
        }
        on_backend!(self, backend => backend.log(org, query))
    }

    /// Adds these counts to those already kept for the same day, client, user and operation.
    pub async fn add_usage(&self, org: Uuid, rows: &[UsageRow]) -> Result<(), StoreError> {
        let rows = batch::sum_of_each(rows)?;
        on_backend!(self, backend => backend.add_usage(org, &rows))
    }

    /// The counts of these days, both included, ordered by day, client, user and operation; of one client if given.
    pub async fn usage(&self, org: Uuid, from_day: i32, to_day: i32, client: Option<Uuid>) -> Result<Vec<UsageRow>, StoreError> {
        on_backend!(self, backend => backend.usage(org, from_day, to_day, client))
    }

    /// The key of this name. If there is none yet, `fresh` becomes it; of several nodes starting at once, one wins and all get its key.
    pub async fn key(&self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, StoreError> {
        on_backend!(self, backend => backend.key(name, fresh))
    }

    /// The key of this name, if there is one: for keys that cost something to make.
    pub async fn known_key(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        on_backend!(self, backend => backend.known_key(name))
    }

    /// Finishes what is under way, lets go of the file or the server, and turns later calls on any clone into errors.
    pub async fn close(&self) {
        on_backend!(self, backend => backend.close())
    }
}
