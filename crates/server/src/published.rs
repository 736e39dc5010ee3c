//! What was published, told to who listens.

use std::sync::Arc;

use postern_model::{AuditEvent, Timestamp};
use postern_org::{Organization, Write};
use postern_store::{Changes, Document};
use tokio::sync::broadcast;

/// Published changes that wait for a listener, at most: who does not keep up misses some, and knows it.
const WAITING: usize = 256;

/// A change that readers can see from now on.
pub(crate) struct Published {
    /// The value before.
    pub(crate) old: Arc<Organization>,
    /// The value with the change.
    pub(crate) new: Arc<Organization>,
    /// What is known of the change besides.
    pub(crate) change: Change,
    /// When.
    pub(crate) at: Timestamp,
}

/// What a change touched and what the change log says of it.
#[derive(Clone, Default)]
pub(crate) struct Change {
    /// The keys of the documents that changed: kind and id.
    pub(crate) keys: Vec<(String, String)>,
    /// The events; none of another node's change, which that node tells.
    pub(crate) events: Vec<AuditEvent>,
}

impl Change {
    /// Another node's change.
    pub(crate) fn elsewhere(changes: &Changes) -> Self {
        let keys = match changes {
            Changes::Since { writes, .. } => writes.iter().map(stored_key).collect(),
            Changes::Everything(_) => Vec::new(),
        };
        Self { keys, events: Vec::new() }
    }
}

fn stored_key(write: &postern_store::Write) -> (String, String) {
    let (postern_store::Write::Put(Document { kind, id, .. }) | postern_store::Write::Delete { kind, id }) = write;
    (kind.clone(), id.clone())
}

/// Tells what was published, and never waits for anybody.
pub(crate) struct Teller(broadcast::Sender<Arc<Published>>);

impl Default for Teller {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Teller {
    /// What is published from now on.
    pub(crate) fn listen(&self) -> broadcast::Receiver<Arc<Published>> {
        self.0.subscribe()
    }

    /// What there will be to tell of a change, if anybody listens.
    pub(crate) fn of(&self, writes: &[Write], events: &[AuditEvent]) -> Change {
        if self.0.receiver_count() == 0 {
            return Change::default();
        }
        let key = |write: &Write| {
            let (Write::Put { kind, id, .. } | Write::Delete { kind, id }) = write;
            ((*kind).to_owned(), id.clone())
        };
        Change { keys: writes.iter().map(key).collect(), events: events.to_vec() }
    }

    /// Tells it.
    pub(crate) fn tell(&self, old: Arc<Organization>, new: Arc<Organization>, change: Change, at: Timestamp) {
        if self.0.receiver_count() > 0 {
            // The last listener may be gone by now: no fault.
            let _ = self.0.send(Arc::new(Published { old, new, change, at }));
        }
    }
}
