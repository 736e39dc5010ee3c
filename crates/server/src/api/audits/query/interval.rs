//! `interval` of a query: two moments with a slash between (ISO 8601).

use postern_model::Timestamp;

use crate::fault::Fault;

/// The longest interval of one query.
const LONGEST_DAYS: i64 = 30;

/// From (included) and to (excluded) of an audit query, which has a longest interval.
pub fn parse(text: &str) -> Result<(Timestamp, Timestamp), Fault> {
    match bounds(text)? {
        (from, to) if to > from.plus_seconds(LONGEST_DAYS * 86_400) => Err(broken("must not be longer than 30 days")),
        bounds => Ok(bounds),
    }
}

/// From (included) and to (excluded). A moment without a zone is UTC, a day without a time its beginning.
pub fn bounds(text: &str) -> Result<(Timestamp, Timestamp), Fault> {
    let bounds = text.split_once('/').and_then(|(from, to)| Some((moment(from.trim())?, moment(to.trim())?)));
    let (from, to) = bounds.ok_or_else(|| {
        let text = format!("`{text}` is not an interval: give two ISO-8601 moments, as in `2026-11-01T00:00:00Z/2026-11-08T00:00:00Z`");
        Fault { field: Some("interval".to_owned()), ..Fault::bad_request(text) }
    })?;
    if to <= from { Err(broken("must end after it begins")) } else { Ok((from, to)) }
}

fn broken(rule: &str) -> Fault {
    Fault { field: Some("interval".to_owned()), ..Fault::bad_request(format!("the interval {rule}")) }
}

fn moment(text: &str) -> Option<Timestamp> {
    let forms = [text.to_owned(), format!("{text}Z"), format!("{text}T00:00:00Z")];
    forms.iter().find_map(|form| Timestamp::parse(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(text: &str) -> String {
        parse(text).map_or_else(|fault| fault.message, |(from, to)| format!("{from} {to}"))
    }

    #[test]
    fn moments_with_and_without_zone_are_read() {
        let november = "2026-11-01T00:00:00.000Z 2026-11-08T12:00:00.000Z";
        assert_eq!(outcome("2026-11-01T00:00:00Z/2026-11-08T12:00:00.000Z"), november);
        assert_eq!(outcome("2026-11-01T02:00:00+02:00/2026-11-08T12:00:00"), november);
        assert_eq!(outcome("2026-11-01/2026-11-08T12:00"), november);
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        for text in ["", "/", "2026-11-01", "yesterday/today", "2026-11-01T00:00:00Z/P7D"] {
            assert!(outcome(text).starts_with(&format!("`{text}` is not an interval: ")), "{text}");
        }
        assert_eq!(outcome("2026-11-08/2026-11-01"), "the interval must end after it begins");
        assert_eq!(outcome("2026-11-01/2026-12-01T00:00:01"), "the interval must not be longer than 30 days");
    }
}
