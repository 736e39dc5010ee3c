//! The last decisions, so that a refused caller can be told why. Kept in memory, the oldest overwritten.

use std::sync::Mutex;

use postern_catalog::OperationId;
use postern_decide::{Decision, Target};
use postern_model::{Subject, Timestamp};
use uuid::Uuid;

use crate::faults::Acted;

const SHARDS: usize = 16;
const KEPT: usize = 1024;

/// One request and what was decided.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) tenant: usize,
    pub(crate) subject: Option<Subject>,
    pub(crate) client: Option<Uuid>,
    pub(crate) method: axum::http::Method,
    pub(crate) path: Box<str>,
    pub(crate) what: What,
    pub(crate) status: u16,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// An operation of the platform API, with the divisions of what the request named in its path, its query or its body, and with
    /// the fault rules that had a hand in it.
    Operation { operation: Option<OperationId>, target: Target, decision: Decision, faults: Box<[Acted]> },
    /// To be let in, or out.
    Entry(Box<Entry>),
}

/// Somebody at the login host, who signs in, wants a token or signs out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// Each check that ran, in order.
    pub(crate) steps: Vec<EntryStep>,
    /// Why not.
    pub(crate) refusal: Option<EntryRefusal>,
}

/// A check with how it ended (`passed`, `refused`, `reported`, `did not apply`) and what it compared. No secret may stand in it.
#[derive(Clone, Debug)]
pub(crate) struct EntryStep {
    pub(crate) check: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) detail: String,
}

/// Why somebody was not let in.
#[derive(Clone, Debug)]
pub(crate) struct EntryRefusal {
    /// The reason, which has a page in `docs/reasons/`.
    pub(crate) code: &'static str,
    /// What the person or the client was told.
    pub(crate) message: String,
    /// What only this machine is told.
    pub(crate) cause: Option<String>,
}

/// The last 16,384 decisions.
pub(crate) struct Decisions {
    shards: [Mutex<Ring>; SHARDS],
}

#[derive(Default)]
struct Ring {
    records: Vec<Record>,
    next: usize,
}

impl Default for Decisions {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl Decisions {
    /// Keeps one.
    pub(crate) fn keep(&self, record: Record) {
        let mut ring = self.shard(record.id);
        let next = ring.next;
        match ring.records.get_mut(next) {
            Some(oldest) => *oldest = record,
            None => ring.records.push(record),
        }
        ring.next = (next + 1) % KEPT;
    }

    /// The one with this id, while it is kept.
    pub(crate) fn find(&self, id: Uuid) -> Option<Record> {
        self.shard(id).records.iter().find(|record| record.id == id).cloned()
    }

    /// Up to `limit` of the latest, newest first.
    pub(crate) fn latest(&self, limit: usize) -> Vec<Record> {
        let all = self.shards.iter().flat_map(|shard| lock(shard).records.clone());
        let mut all: Vec<Record> = all.collect();
        all.sort_by_key(|record| std::cmp::Reverse(record.at));
        all.truncate(limit);
        all
    }

    fn shard(&self, id: Uuid) -> std::sync::MutexGuard<'_, Ring> {
        lock(&self.shards[usize::from(id.as_bytes()[15]) % SHARDS])
    }
}

fn lock(shard: &Mutex<Ring>) -> std::sync::MutexGuard<'_, Ring> {
    shard.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
