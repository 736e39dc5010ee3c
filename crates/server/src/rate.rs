//! Request counts a minute, by token or by client.

use std::sync::Mutex;

use foldhash::{HashMap, HashMapExt};
use postern_decide::Rate;
use postern_model::Timestamp;

const WINDOW_SECONDS: i64 = 60;
const SHARDS: usize = 16;
/// A shard with more windows than this drops those that are over.
const SWEEP: usize = 4096;

/// Fixed windows of a minute, each starting with its first request.
pub(crate) struct Limiter {
    shards: [Mutex<HashMap<u64, Window>>; SHARDS],
}

struct Window {
    ends: i64,
    count: u32,
}

impl Default for Limiter {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::new(HashMap::new())) }
    }
}

impl Limiter {
    /// Counts one request of `key` at `now` and says where it stands against `allowed`.
    pub(crate) fn count(&self, key: u64, allowed: u32, now: Timestamp) -> Rate {
        let now = now.seconds();
        let shard = &self.shards[(key % SHARDS as u64) as usize];
        let mut windows = shard.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if windows.len() > SWEEP {
            windows.retain(|_, window| window.ends > now);
        }
        let window = windows.entry(key).or_insert(Window { ends: now + WINDOW_SECONDS, count: 0 });
        // A window that is over, or that the moved clock left in the far future, starts anew.
        if window.ends <= now || window.ends > now + WINDOW_SECONDS {
            *window = Window { ends: now + WINDOW_SECONDS, count: 0 };
        }
        window.count = window.count.saturating_add(1);
        Rate { count: window.count, allowed, reset: (window.ends - now) as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_starts_anew_when_the_minute_is_over() {
        let limiter = Limiter::default();
        let at = |seconds: i64| limiter.count(1, 2, Timestamp(seconds * 1000));
        assert_eq!(at(0), Rate { count: 1, allowed: 2, reset: 60 });
        assert_eq!(at(59), Rate { count: 2, allowed: 2, reset: 1 });
        assert_eq!(at(60), Rate { count: 1, allowed: 2, reset: 60 });
        assert_eq!(limiter.count(2, 2, Timestamp(0)).count, 1, "another caller has a window of its own");
    }
}
