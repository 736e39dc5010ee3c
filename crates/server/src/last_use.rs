//! When each token was used last, kept only while the organization's inactivity timeout is on.

use std::sync::Mutex;

use foldhash::{HashMap, HashMapExt};
use postern_model::Timestamp;

/// A map with more tokens than this drops those idle for more than the longest timeout (8 hours).
const SWEEP: usize = 65_536;
const LONGEST: i64 = 28_800;

/// Last uses by token serial, since start.
pub(crate) struct LastUse(Mutex<HashMap<u64, Timestamp>>);

impl Default for LastUse {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl LastUse {
    /// The last use, if one is known.
    pub(crate) fn of(&self, serial: u64) -> Option<Timestamp> {
        self.lock().get(&serial).copied()
    }

    /// The token is used now.
    pub(crate) fn touch(&self, serial: u64, now: Timestamp) {
        let mut uses = self.lock();
        if uses.len() > SWEEP {
            uses.retain(|_, used| used.plus_seconds(LONGEST) > now);
        }
        uses.insert(serial, now);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Timestamp>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
