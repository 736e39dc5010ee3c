//! The one clock, which `/postern/clock` can move so that expiry can be tried today.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use postern_model::Timestamp;

/// Real time plus an offset.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset: AtomicI64,
}

impl Clock {
    /// Now, by this clock.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(real() + self.offset.load(Ordering::Relaxed))
    }

    /// Whether it shows real time.
    pub(crate) fn is_real(&self) -> bool {
        self.offset.load(Ordering::Relaxed) == 0
    }

    /// Makes it `now` from here on; `None` goes back to real time.
    pub(crate) fn set(&self, now: Option<Timestamp>) {
        self.offset.store(now.map_or(0, |now| now.0 - real()), Ordering::Relaxed);
    }
}

fn real() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_millis() as i64)
}
