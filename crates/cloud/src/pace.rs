//! Staying below the service's limit of requests, and heeding what it says about it.

use std::{collections::VecDeque, time::Duration};

use postern_model::Timestamp;

/// The window that requests are counted in (limits page: `token.rate.per.minute`).
const WINDOW: i64 = 60_000;
/// So many requests before the service's own count is full, the reader waits for the next window.
const MARGIN: u64 = 3;

/// What the service says about its limit: the `inin-ratelimit-…` headers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    /// Requests in the window so far.
    pub count: Option<u64>,
    /// How many are allowed.
    pub allowed: Option<u64>,
    /// Seconds until the window ends.
    pub reset: Option<u64>,
}

/// When the next request may go.
#[derive(Debug)]
pub(crate) struct Pace {
    per_minute: usize,
    sent: VecDeque<i64>,
    not_before: i64,
}

impl Pace {
    /// At most `per_minute` requests in any minute.
    pub(crate) fn new(per_minute: u32) -> Self {
        Self { per_minute: per_minute.max(1) as usize, sent: VecDeque::new(), not_before: i64::MIN }
    }

    /// How long to wait before the next request.
    pub(crate) fn delay(&mut self, now: Timestamp) -> Duration {
        while self.sent.front().is_some_and(|sent| *sent <= now.0 - WINDOW) {
            self.sent.pop_front();
        }
        let full = if self.sent.len() < self.per_minute { i64::MIN } else { self.sent.front().map_or(i64::MIN, |sent| sent + WINDOW) };
        let until = full.max(self.not_before);
        Duration::from_millis(u64::try_from(until.saturating_sub(now.0)).unwrap_or(0))
    }

    /// Notes a request that goes now.
    pub(crate) fn sent(&mut self, now: Timestamp) {
        self.sent.push_back(now.0);
    }

    /// Notes what an answer said.
    pub(crate) fn told(&mut self, told: Told, now: Timestamp) {
        if let Told { count: Some(count), allowed: Some(allowed), reset: Some(reset) } = told
            && allowed > 0
            && count.saturating_add(MARGIN) >= allowed
        {
            self.not_before = now.0.saturating_add(i64::try_from(reset.min(120)).unwrap_or(0) * 1000);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_minute_holds_more_requests_than_were_set() {
        let mut pace = Pace::new(3);
        for second in 0..3 {
            assert_eq!(pace.delay(Timestamp(second * 1000)), Duration::ZERO);
            pace.sent(Timestamp(second * 1000));
        }
        assert_eq!(pace.delay(Timestamp(2_500)), Duration::from_millis(57_500));
        assert_eq!(pace.delay(Timestamp(60_000)), Duration::ZERO);
        pace.sent(Timestamp(60_000));
        assert_eq!(pace.delay(Timestamp(60_000)), Duration::from_secs(1));
    }

    #[test]
    fn the_services_own_count_is_heeded() {
        let mut pace = Pace::new(300);
        let told = |count| Told { count: Some(count), allowed: Some(180), reset: Some(40) };
        pace.told(told(176), Timestamp(0));
        assert_eq!(pace.delay(Timestamp(0)), Duration::ZERO);
        pace.told(told(177), Timestamp(0));
        assert_eq!(pace.delay(Timestamp(10_000)), Duration::from_secs(30));
        assert_eq!(pace.delay(Timestamp(40_000)), Duration::ZERO);
    }
}
