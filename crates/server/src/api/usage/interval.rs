//! Intervals of usage queries, and the days, weeks and months they are cut into. Counts are kept by day.

use postern_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{api::audits::query::interval, fault::Fault};

const MILLISECONDS: i64 = 86_400_000;

/// The days of a query, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: i32,
    /// The last.
    pub to: i32,
}

impl Days {
    /// Reads an interval; its end is excluded, and a day counts whole.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let (from, to) = interval::bounds(text)?;
        Ok(Self { from: from.day(), to: Timestamp(to.0 - 1).day() })
    }

    /// The last `days` days up to today.
    pub fn last(days: i32, now: Timestamp) -> Self {
        Self { from: now.day().saturating_sub(days - 1), to: now.day() }
    }
}

/// How fine a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Granularity {
    /// Each day.
    Day,
    /// Weeks from Monday.
    Week,
    /// Calendar months.
    Month,
}

impl Granularity {
    /// The first day, `yyyy-MM-dd`, of the stretch that `day` falls in.
    pub fn start(self, day: i32) -> String {
        // 1970-01-01 was a Thursday.
        let monday = day - (day + 3).rem_euclid(7);
        let mut date = Timestamp(i64::from(if self == Self::Week { monday } else { day }) * MILLISECONDS).to_string();
        date.truncate("yyyy-MM-dd".len());
        if self == Self::Month {
            date.replace_range("yyyy-MM-".len().., "01");
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_interval_is_excluded() {
        let day = Timestamp::parse("2026-03-01T00:00:00Z").unwrap().day();
        let days = |text: &str| Days::parse(text).map(|days| (days.from - day, days.to - day)).map_err(|fault| fault.code);
        assert_eq!(days("2026-03-01T00:00:00.000Z/2026-03-02T00:00:00.000Z"), Ok((0, 0)));
        assert_eq!(days("2026-03-01T10:00:00.000+02:00/2026-03-02T00:00:00.001Z"), Ok((0, 1)));
        assert_eq!(days("2026-03-01/2026-03-08"), Ok((0, 6)));
        for (text, code) in
            [("2026-03-02/2026-03-01", "bad.request"), ("2026-03-01", "bad.request"), ("a/b", "bad.request"), ("", "bad.request")]
        {
            assert_eq!(days(text), Err(code), "{text}");
        }
    }

    #[test]
    fn days_fall_into_weeks_from_monday_and_calendar_months() {
        let sunday = Timestamp::parse("2026-03-01T00:00:00Z").unwrap().day();
        let starts = |day: i32| [Granularity::Day, Granularity::Week, Granularity::Month].map(|granularity| granularity.start(day));
        assert_eq!(starts(sunday), ["2026-03-01", "2026-02-23", "2026-03-01"]);
        assert_eq!(starts(sunday + 30), ["2026-03-31", "2026-03-30", "2026-03-01"]);
        assert_eq!(starts(-1), ["1969-12-31", "1969-12-29", "1969-12-01"]);
    }
}
