//! Saying how far a collection is.

use std::time::Duration;

/// Whoever shows how far a collection is.
pub trait Progress {
    /// A page was read: of `what`, `done` so far of `total`, if that is known; `requests` in all.
    fn read(&self, what: &str, done: u64, total: Option<u64>, requests: u32);

    /// Nothing happens for `time`, because `why`.
    fn waiting(&self, time: Duration, why: &str);
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn read(&self, _: &str, _: u64, _: Option<u64>, _: u32) {}

    fn waiting(&self, _: Duration, _: &str) {}
}
