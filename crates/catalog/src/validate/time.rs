//! Dates and moments as text.

/// Whether `text` is a calendar day, `yyyy-MM-dd`. RFC 3339, section 5.6, `full-date`.
pub(super) fn is_date(text: &str) -> bool {
    let [year, month, day] = [(0, 4), (5, 7), (8, 10)].map(|(from, to)| number(text.get(from..to)));
    let dashes = text.len() == 10 && [4, 7].iter().all(|at| text.as_bytes().get(*at) == Some(&b'-'));
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return false };
    dashes && (1..=days(year, month)).contains(&day)
}

/// Whether `text` is a moment. RFC 3339, section 5.6, `date-time`; the offset's colon may be missing, as ISO 8601 allows.
pub(super) fn is_datetime(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some(at) = time.find(['Z', '+', '-']) else { return false };
    let (time, offset) = time.split_at(at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    is_date(date) && is_clock(time, [24, 60, 61]) && !fraction.is_empty() && number(Some(fraction)).is_some() && is_offset(offset)
}

fn is_offset(text: &str) -> bool {
    let clock = text.strip_prefix(['+', '-']).unwrap_or_default();
    let clock = if clock.len() == 4 { clock.split_at_checked(2) } else { clock.split_once(':') };
    text == "Z" || clock.is_some_and(|(hours, minutes)| is_part(hours, 24) && is_part(minutes, 60))
}

/// Whether `text` is numbers of two digits between colons, each below its limit.
fn is_clock<const N: usize>(text: &str, limits: [u32; N]) -> bool {
    text.split(':').count() == N && text.split(':').zip(limits).all(|(part, limit)| is_part(part, limit))
}

fn is_part(text: &str, limit: u32) -> bool {
    text.len() == 2 && number(Some(text)).is_some_and(|number| number < limit)
}

/// Digits only. Long fractions of a second need not fit a number to be one.
fn number(text: Option<&str>) -> Option<u32> {
    let text = text.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(text.parse().unwrap_or(u32::MAX))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_exist_or_do_not() {
        assert!(["2024-02-29", "2000-02-29", "2023-12-31"].into_iter().all(is_date));
        assert!(
            !["2023-02-29", "1900-02-29", "2023-13-01", "2023-1-01", "20230101", "2023-00-10", "", "2023-01-01T", "２０２３-01-01"]
                .into_iter()
                .any(is_date)
        );
    }

    #[test]
    fn moments_have_an_offset() {
        for good in
            ["2024-01-02T03:04:05Z", "2024-01-02T03:04:05.678901234567Z", "2024-01-02T23:59:60+05:30", "2024-01-02T03:04:05.000-0800"]
        {
            assert!(is_datetime(good), "{good}");
        }
        for bad in [
            "2024-01-02T03:04:05",
            "2024-01-02 03:04:05Z",
            "2024-01-02T24:00:00Z",
            "2024-01-02T03:04Z",
            "2024-01-02T03:04:05.Z",
            "2024-01-02T03:04:05+5",
            "2024-01-02",
            "now",
        ] {
            assert!(!is_datetime(bad), "{bad}");
        }
    }
}
