//! When each token was used last, kept only while the organization's inactivity timeout is on. A token not seen since this
//! node started counts as used then: what happened before is not known, and a restart must not end tokens that are in use.

use std::sync::Mutex;

use foldhash::{HashMap, HashMapExt};
use postern_model::Timestamp;

/// A map that reaches this size drops the tokens idle for more than the longest timeout (8 hours), and again when it has
/// doubled, so that many tokens in use cost no more for each of them.
const SWEEP: usize = 65_536;
const LONGEST: i64 = 28_800;

/// Last uses by token serial.
pub(crate) struct LastUse {
    started: Timestamp,
    uses: Mutex<Uses>,
}

struct Uses {
    by_serial: HashMap<u64, Timestamp>,
    sweep_at: usize,
}

impl From<Timestamp> for LastUse {
    /// Nothing was used yet at the start.
    fn from(started: Timestamp) -> Self {
        Self { started, uses: Mutex::new(Uses { by_serial: HashMap::new(), sweep_at: SWEEP }) }
    }
}

impl LastUse {
    /// The last use, or the start of this node. A token given later is younger than that, and its own beginning counts.
    pub(crate) fn of(&self, serial: u64) -> Timestamp {
        self.lock().by_serial.get(&serial).copied().unwrap_or(self.started)
    }

    /// The token is used now.
    pub(crate) fn touch(&self, serial: u64, now: Timestamp) {
        let mut uses = self.lock();
        if uses.by_serial.len() >= uses.sweep_at {
            uses.by_serial.retain(|_, used| used.plus_seconds(LONGEST) > now);
            uses.sweep_at = SWEEP.max(uses.by_serial.len() * 2);
        }
        uses.by_serial.insert(serial, now);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Uses> {
        self.uses.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_unseen_since_the_start_counts_as_used_then() {
        let uses = LastUse::from(Timestamp(5000));
        uses.touch(1, Timestamp(9000));
        assert_eq!((uses.of(1), uses.of(2)), (Timestamp(9000), Timestamp(5000)));
    }
}
