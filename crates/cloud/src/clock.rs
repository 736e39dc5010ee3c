//! Time, as the reader needs it: what time it is, and waiting.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use postern_model::Timestamp;

/// A clock that can be waited on. Tests bring one on which waiting takes no time.
pub trait Clock {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Returns after `time`.
    fn wait(&self, time: Duration);
}

/// The machine's clock.
pub struct System;

impl Clock for System {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
