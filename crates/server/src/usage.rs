//! Counts of requests by day, client, person, operation and status: kept in memory, flushed in batches. They feed the
//! platform's usage API and the least-privilege analysis.

use std::sync::Mutex;

use foldhash::{HashMap, HashMapExt};
use postern_catalog::{Catalog, OperationId};
use postern_store::UsageRow;
use uuid::Uuid;

const SHARDS: usize = 16;

/// What is counted together.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) tenant: usize,
    pub(crate) day: i32,
    pub(crate) client: Uuid,
    pub(crate) user: Option<Uuid>,
    pub(crate) operation: OperationId,
}

/// Statuses 2xx, 3xx, 4xx (429 among them), 429, 5xx.
type Counts = [i64; 5];

/// The counts since the last flush.
pub(crate) struct Usage {
    shards: [Mutex<HashMap<Key, Counts>>; SHARDS],
}

impl Default for Usage {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::new(HashMap::new())) }
    }
}

impl Usage {
    /// Counts one answered request.
    pub(crate) fn count(&self, key: Key, status: u16) {
        let shard = &self.shards[usize::from(key.operation.0) % SHARDS];
        let mut counts = shard.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let counts = counts.entry(key).or_default();
        let class = match status {
            300..400 => 1,
            400..500 => 2,
            500.. => 4,
            _ => 0,
        };
        counts[class] += 1;
        counts[3] += i64::from(status == 429);
    }

    /// Takes everything counted so far, by tenant.
    pub(crate) fn drain(&self, catalog: &Catalog) -> Vec<(usize, UsageRow)> {
        let shards = self.shards.iter().map(|shard| std::mem::take(&mut *shard.lock().unwrap_or_else(std::sync::PoisonError::into_inner)));
        shards.flatten().map(|(key, counts)| (key.tenant, row(catalog, key, counts))).collect()
    }
}

fn row(catalog: &Catalog, key: Key, [status200, status300, status400, status429, status500]: Counts) -> UsageRow {
    let operation = catalog.operation(key.operation).name.to_owned();
    UsageRow { day: key.day, client: key.client, user: key.user, operation, status200, status300, status400, status429, status500 }
}
