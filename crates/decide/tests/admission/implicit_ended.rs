use postern_decide::{Bar, Way};
use postern_model::{SignedIn, Timestamp};

use crate::Gate;

#[test]
fn the_implicit_grant_ends_with_the_announced_day() {
    let on = |moment: &str| Gate { now: Timestamp::parse(moment).unwrap(), ..Gate::new() }.barred(Bar::ImplicitEnded, SignedIn::Saml);
    assert_eq!(on("2027-02-28T23:59:59Z"), []);
    assert_eq!(on("2027-03-01T00:00:00Z"), [Way::Implicit]);
    let gate = Gate::new();
    let moved = gate.now.date();
    let gate = gate.profile(|profile| profile.settings.implicit_end_date = moved);
    assert_eq!(gate.barred(Bar::ImplicitEnded, SignedIn::Saml), [Way::Implicit], "the day is a setting");
}
