//! Moments at the edge of the tolerated difference of clocks, which is ten seconds, and moments in other clothes.

use super::Set;
use super::semantics::{CONDITIONS_END, DATA_END, around, edited};
use crate::idp::swap;

pub(super) fn add(set: &mut Set) {
    let end = "2026-03-01T12:05:00Z";
    // Now is noon: 9, 10 and 11 seconds ago, then 9, 10 and 11 seconds ahead.
    for (seconds, ago, ahead) in [(9, "11:59:51", "12:00:09"), (10, "11:59:50", "12:00:10"), (11, "11:59:49", "12:00:11")] {
        let (ago, ahead) = (format!("2026-03-01T{ago}Z"), format!("2026-03-01T{ahead}Z"));
        let mut put = |bound: &str, message: String| set.add(format!("time-{bound}-{seconds}s"), message);
        put("conditions-notonorafter", edited(CONDITIONS_END, &swap(CONDITIONS_END, end, &ago)));
        put("confirmation-notonorafter", edited(DATA_END, &swap(DATA_END, end, &ago)));
        put("session-notonorafter", edited("2026-03-01T20:00:00Z", &ago));
        put("conditions-notbefore", edited("NotBefore=\"2026-03-01T11:59:30Z\"", &format!("NotBefore=\"{ahead}\"")));
        let (issued, later) = ("IssueInstant=\"2026-03-01T11:59:50Z\"", format!("IssueInstant=\"{ahead}\""));
        put("assertion-issueinstant", edited(issued, &later));
        put("response-issueinstant", around(issued, &later));
    }
    for (name, moment) in [
        ("leap-second", "2026-03-01T12:05:60Z"),
        ("fraction", "2026-03-01T12:05:00.123456Z"),
        ("fraction-cut-short", "2026-03-01T11:59:50.001999Z"),
        ("year-10000", "10000-01-01T00:00:00Z"),
        ("lower-case", "2026-03-01t12:05:00z"),
    ] {
        set.add(format!("time-{name}"), edited(CONDITIONS_END, &swap(CONDITIONS_END, end, moment)));
    }
}
