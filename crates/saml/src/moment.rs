//! SAML's moments: `xs:dateTime` in UTC (SAML core §1.3.3), stricter than ISO 8601.

use std::time::Duration;

use postern_model::Timestamp;

use crate::{Code, Refusal};

/// Reads `yyyy-MM-ddTHH:mm:ss[.fraction]Z`: no other zone, no leap second, no year past 9999. A fraction is cut to
/// milliseconds.
pub(crate) fn parse(text: &str) -> Result<Timestamp, Refusal> {
    let malformed = || Refusal::new(Code::TimeMalformed, "a moment like `2026-03-01T12:00:00Z`", crate::trace::quoted(text));
    let body = text.strip_suffix('Z').ok_or_else(malformed)?;
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let shape = b"0000-00-00T00:00:00";
    let fits = whole.len() == shape.len()
        && whole.bytes().zip(shape).all(|(byte, want)| if *want == b'0' { byte.is_ascii_digit() } else { byte == *want });
    let fraction_fits = (1..=30).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !fits || !fraction_fits || whole.ends_with("60") {
        return Err(malformed());
    }
    let millis = fraction.get(..3).unwrap_or(fraction);
    Timestamp::parse(&format!("{whole}.{millis}Z")).ok_or_else(malformed)
}

/// The present moment with the tolerated difference between two clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub now: Timestamp,
    skew: i64,
}

impl Clock {
    /// The difference is at most ten seconds, whatever is asked for (help centre: single sign-on provider articles).
    pub(crate) fn new(now: Timestamp, skew: Duration) -> Self {
        Self { now, skew: i64::try_from(skew.as_millis()).unwrap_or(i64::MAX).min(10_000) }
    }

    /// Whether a moment that must have come is still in the future.
    pub(crate) fn is_early(self, from: Timestamp) -> bool {
        self.now.0.saturating_add(self.skew) < from.0
    }

    /// Whether a moment that must be ahead has come: the bound itself is already too late.
    pub(crate) fn is_over(self, until: Timestamp) -> bool {
        self.now.0 >= self.end_of(until).0
    }

    /// When a bound ends, with the difference.
    pub(crate) fn end_of(self, until: Timestamp) -> Timestamp {
        Timestamp(until.0.saturating_add(self.skew))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_utc_without_leap_seconds() {
        for good in ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.123456789Z", "2024-02-29T00:00:00Z"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        let bad = [
            "",
            "Z",
            "garbage",
            "2026-03-01",
            "2026-03-01T12:00:00",
            "2026-03-01T14:00:00+02:00",
            "2026-06-30T23:59:60Z",
            "10000-01-01T00:00:00Z",
            "2026-02-30T12:00:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T12:00:00.Z",
            " 2026-03-01T12:00:00Z",
            "2026-03-01T12:00:00Z ",
            "2026-03-01T12:00Z",
            "2026-03-01t12:00:00Z",
            "-026-03-01T12:00:00Z",
            "2026-03-01T12:00:00,5Z",
            "2026-03-01T12:00:00Z[UTC]",
        ];
        for bad in bad {
            assert_eq!(parse(bad).map_err(|refusal| refusal.code), Err(Code::TimeMalformed), "{bad}");
        }
        assert_eq!(parse("2026-03-01T12:00:00.9999Z").map(|moment| moment.to_string()), Ok("2026-03-01T12:00:00.999Z".to_owned()));
    }

    #[test]
    fn the_difference_of_clocks_is_at_most_ten_seconds() {
        let clock = Clock::new(Timestamp(100_000), Duration::from_secs(3600));
        assert!(!clock.is_over(Timestamp(90_001)) && clock.is_over(Timestamp(90_000)));
        assert!(!clock.is_early(Timestamp(110_000)) && clock.is_early(Timestamp(110_001)));
    }
}
