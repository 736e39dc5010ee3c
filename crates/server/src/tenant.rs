//! One organization being served: its current value for readers, its one writer, its place in the store.

use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;
use postern_catalog::Catalog;
use postern_model::{AuditEvent, Entropy, Timestamp};
use postern_org::{Actor, BadDocument, Circumstances, Draft, Organization, Write};
use postern_store::{Changes, Document, Loaded, LogEntry, Store, StoreError};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{
    clock::Clock,
    fault::Fault,
    past::Past,
    published::{Change, Teller},
};

/// How often a write is tried again after another node got in first.
const RETRIES: usize = 8;

/// An organization and how to change it. Readers take the value and never lock; writers queue.
pub(crate) struct Tenant {
    pub(crate) id: Uuid,
    value: ArcSwap<Organization>,
    sequence: Mutex<i64>,
    store: Store,
    pepper: [u8; 32],
    clock: Arc<Clock>,
    /// The values of before, where reads lag.
    pub(crate) past: Past,
    /// How it was when this process began to serve it.
    start: OnceLock<Arc<Organization>>,
    /// Who listens hears here what was published.
    pub(crate) teller: Teller,
}

impl Tenant {
    pub(crate) fn new(id: Uuid, loaded: (Organization, i64), store: Store, pepper: [u8; 32], clock: Arc<Clock>) -> Self {
        let (value, sequence) = loaded;
        let (value, sequence) = (ArcSwap::from_pointee(value), Mutex::new(sequence));
        let (past, start, teller) = (Past::default(), OnceLock::new(), Teller::default());
        Self { id, value, sequence, store, pepper, clock, past, start, teller }
    }

    /// The organization as it is now.
    pub(crate) fn current(&self) -> Arc<Organization> {
        self.value.load_full()
    }

    /// The organization as it was `age` milliseconds before `now`, as far back as it is remembered.
    pub(crate) fn before(&self, now: Timestamp, age: i64) -> Arc<Organization> {
        // The current value first: one that is superseded after this is in the past by the time the past is looked at.
        let current = self.current();
        self.past.at(now, age).unwrap_or(current)
    }

    /// Makes `value` the current one. The past has its predecessor first: no read that lags may see the new one in between.
    fn publish(&self, value: Organization, change: Change) {
        let lag = |organization: &Organization| i64::from(organization.profile().settings.consistency_delay_milliseconds);
        let before = self.current();
        let lag = lag(&before).max(lag(&value));
        let (now, new) = (self.clock.now(), Arc::new(value));
        self.past.keep(Arc::clone(&before), now, lag);
        self.value.store(Arc::clone(&new));
        self.teller.tell(before, new, change, now);
    }

    /// What a reset brings back: the value at the first call, which comes before the first request.
    pub(crate) fn start(&self) -> Arc<Organization> {
        Arc::clone(self.start.get_or_init(|| self.current()))
    }

    /// Runs `change` on a draft, persists what it wrote, then publishes the new value. When `change` refuses, nothing
    /// happened. When another node wrote first, its writes are taken in and `change` runs again.
    pub(crate) async fn change<T>(
        &self,
        now: Timestamp,
        actor: Option<Actor>,
        change: impl Fn(&mut Draft<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut sequence = self.sequence.lock().await;
        for _ in 0..RETRIES {
            let circumstances = Circumstances { now, entropy: entropy()?, pepper: self.pepper, actor };
            let mut draft = Draft::new(&self.current(), Catalog::builtin(), circumstances);
            let answer = change(&mut draft)?;
            let (value, writes, events) = draft.finish();
            if writes.is_empty() && events.is_empty() {
                return Ok(answer);
            }
            let told = self.teller.of(&writes, &events);
            match self.persist(*sequence, writes, events, now).await {
                Ok(reached) => {
                    *sequence = reached;
                    self.publish(value, told);
                    return Ok(answer);
                }
                Err(StoreError::Conflict { .. }) => *sequence = self.catch_up(*sequence).await?,
                Err(error) => return Err(Fault::unavailable(error)),
            }
        }
        Err(Fault::unavailable(format!("{RETRIES} other writes came first")))
    }

    /// Commits. Must not be dropped half-way: requests that change something run in tasks of their own.
    async fn persist(&self, sequence: i64, writes: Vec<Write>, events: Vec<AuditEvent>, now: Timestamp) -> Result<i64, StoreError> {
        let (store, id) = (self.store.clone(), self.id);
        let writes: Vec<_> = writes.into_iter().map(stored).collect();
        let log: Vec<_> = events.into_iter().map(|event| entry(event, now)).collect();
        store.commit(id, sequence, &writes, &log).await
    }

    /// Takes in what other nodes wrote after `sequence`.
    async fn catch_up(&self, sequence: i64) -> Result<i64, Fault> {
        let changes = self.store.changes_after(self.id, sequence).await.map_err(Fault::unavailable)?;
        let told = Change::elsewhere(&changes);
        let (value, reached) = self.with_changes(changes).map_err(Fault::internal)?;
        self.publish(value, told);
        Ok(reached)
    }

    fn with_changes(&self, changes: Changes) -> Result<(Organization, i64), BadDocument> {
        match changes {
            Changes::Everything(loaded) => Ok((assemble(&loaded)?, loaded.sequence)),
            Changes::Since { sequence, writes } => {
                let mut value = Organization::clone(&self.current());
                for write in writes {
                    match write {
                        postern_store::Write::Put(Document { kind, id, body }) => {
                            value.apply_document(Catalog::builtin(), &kind, &id, &body)?
                        }
                        postern_store::Write::Delete { kind, id } => value.forget_document(&kind, &id),
                    }
                }
                Ok((value, sequence))
            }
        }
    }

    /// Follows the writes of other nodes until the store is closed.
    pub(crate) async fn follow(&self, wait: std::time::Duration) -> Result<(), Fault> {
        let known = *self.sequence.lock().await;
        if self.store.changed(self.id, known, wait).await.map_err(Fault::unavailable)? {
            let mut sequence = self.sequence.lock().await;
            *sequence = self.catch_up(*sequence).await?;
        }
        Ok(())
    }
}

/// The organization in what was loaded.
pub(crate) fn assemble(loaded: &Loaded) -> Result<Organization, BadDocument> {
    let documents = loaded.documents.iter().map(|document| (document.kind.as_str(), document.id.as_str(), document.body.as_str()));
    Organization::from_documents(Catalog::builtin(), documents)
}

/// Fresh chance from the operating system.
pub(crate) fn entropy() -> Result<Entropy, Fault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(Fault::internal)?;
    Ok(Entropy::from_seed(seed))
}

pub(crate) fn stored(write: Write) -> postern_store::Write {
    match write {
        Write::Put { kind, id, body } => postern_store::Write::Put(Document { kind: kind.to_owned(), id, body }),
        Write::Delete { kind, id } => postern_store::Write::Delete { kind: kind.to_owned(), id },
    }
}

pub(crate) fn entry(event: AuditEvent, now: Timestamp) -> LogEntry {
    LogEntry {
        at: now.0,
        body: serde_json::to_string(&event).unwrap_or_default(),
        service: event.service,
        action: event.action,
        entity_type: event.entity_type,
        entity_id: event.entity_id,
        user: event.user,
        client: event.client,
    }
}
