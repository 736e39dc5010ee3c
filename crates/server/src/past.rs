//! What an organization was until a moment ago, for reads that lag behind writes (`consistency.delay-milliseconds`, and fault
//! rules that answer stale reads). Values are immutable and share what they have in common, so the past is a list of pointers.
//! Nothing is kept while nobody asks for it.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use postern_model::Timestamp;
use postern_org::Organization;

/// More values than this are not kept: reads then lag less than they were asked to.
const KEPT: usize = 65_536;

/// The superseded values, oldest first.
#[derive(Default)]
pub(crate) struct Past {
    superseded: Mutex<VecDeque<Superseded>>,
    /// How far back fault rules look, in milliseconds.
    asked: AtomicI64,
}

struct Superseded {
    /// Until when it was the current value.
    until: Timestamp,
    value: Arc<Organization>,
}

impl Past {
    /// From now on keeps at least so many milliseconds; what was forgotten stays so.
    pub(crate) fn ask_for(&self, milliseconds: i64) {
        self.asked.store(milliseconds, Ordering::Relaxed);
    }

    /// Remembers a value that was current until `now`, if reads lag by `lag` milliseconds or fault rules look back.
    pub(crate) fn keep(&self, value: Arc<Organization>, now: Timestamp, lag: i64) {
        let lag = lag.max(self.asked.load(Ordering::Relaxed));
        let mut superseded = self.lock();
        if lag == 0 {
            superseded.clear();
            return;
        }
        // Of what came and went within one millisecond only the first is ever looked for.
        if superseded.back().is_some_and(|last| last.until == now) {
            return;
        }
        superseded.push_back(Superseded { until: now, value });
        while superseded.len() > KEPT || superseded.front().is_some_and(|oldest| oldest.until.0 < now.0 - lag) {
            superseded.pop_front();
        }
    }

    /// The value that was current `age` milliseconds before `now`; `None` when it is the current one.
    pub(crate) fn at(&self, now: Timestamp, age: i64) -> Option<Arc<Organization>> {
        let then = now.0 - age;
        let superseded = self.lock();
        let first = superseded.partition_point(|one| one.until.0 <= then);
        superseded.get(first).map(|one| Arc::clone(&one.value))
    }

    /// After the clock was moved back, what it has not reached again is no past.
    pub(crate) fn forget_after(&self, now: Timestamp) {
        self.lock().retain(|one| one.until <= now);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Superseded>> {
        self.superseded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot set up should stop loudly")]
mod tests {
    use postern_org::fresh;

    use super::*;

    fn value(name: &str) -> Arc<Organization> {
        let (short_name, email_domain) = ("x".to_owned(), "x.example".to_owned());
        let founding = fresh::Founding { id: uuid::Uuid::nil(), name: name.to_owned(), short_name, email_domain };
        Arc::new(Organization::empty(fresh::profile(&founding)).unwrap())
    }

    fn seen(past: &Past, now: i64, age: i64) -> String {
        past.at(Timestamp(now), age).map_or_else(|| "current".to_owned(), |value| value.profile().name.clone())
    }

    #[test]
    fn a_value_is_seen_until_its_successor_is_old_enough() {
        let past = Past::default();
        past.keep(value("first"), Timestamp(1_000), 100);
        past.keep(value("second"), Timestamp(1_050), 100);
        let seen = |now| seen(&past, now, 100);
        assert_eq!((seen(1_060), seen(1_099), seen(1_100)), ("first".into(), "first".into(), "second".into()));
        assert_eq!((seen(1_149), seen(1_150)), ("second".into(), "current".into()));
    }

    #[test]
    fn nothing_is_kept_while_nobody_looks_back() {
        let past = Past::default();
        past.keep(value("first"), Timestamp(1_000), 0);
        assert_eq!(seen(&past, 1_001, 100), "current");
        past.ask_for(50);
        past.keep(value("second"), Timestamp(1_010), 0);
        assert_eq!(seen(&past, 1_011, 50), "second");
        past.keep(value("third"), Timestamp(1_100), 0);
        assert_eq!(past.lock().len(), 1, "what is older than anybody asks for is forgotten");
        past.ask_for(0);
        past.keep(value("fourth"), Timestamp(1_101), 0);
        assert_eq!(past.lock().len(), 0);
    }

    #[test]
    fn of_one_millisecond_the_first_value_counts() {
        let past = Past::default();
        past.keep(value("first"), Timestamp(1_000), 100);
        past.keep(value("between"), Timestamp(1_000), 100);
        assert_eq!((seen(&past, 1_000, 100), past.lock().len()), ("first".into(), 1));
    }

    #[test]
    fn a_clock_moved_back_forgets_what_it_has_not_reached() {
        let past = Past::default();
        past.keep(value("first"), Timestamp(1_000), 100);
        past.keep(value("second"), Timestamp(5_000), 5_000);
        past.forget_after(Timestamp(2_000));
        assert_eq!((seen(&past, 1_050, 100), seen(&past, 2_000, 100)), ("first".into(), "current".into()));
    }
}
