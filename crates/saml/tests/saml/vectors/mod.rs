//! Every vector, against the reason that `expected.txt` has for it: messages of the toy identity provider, and what
//! varies around a good one. `names.txt` has the names that must be among them.

mod around;
mod logout;
mod metadata;
mod redirect;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use postern_saml::{Accepted, Refusal, Sp, Use, accept};
use postern_testkit::idp::{self, vectors};

use crate::harness::{Spent, code, encoded, login, now, provider, sp};

/// A name and how it ended.
type Outcome = (String, &'static str);

struct Expected {
    browser: &'static str,
    grant: &'static str,
}

fn expected() -> BTreeMap<&'static str, Expected> {
    let mut table = BTreeMap::new();
    for line in include_str!("expected.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.splitn(4, " | ").map(str::trim).collect();
        let &[name, browser, grant, why] = columns.as_slice() else { panic!("four columns: {line}") };
        assert!(!why.is_empty(), "{name} without why");
        let grant = if grant == "=" { browser } else { grant };
        assert!(table.insert(name, Expected { browser, grant }).is_none(), "{name} twice");
    }
    table
}

/// What a caller makes of messages one after the other: an assertion is good once.
fn once(spent: &mut Spent, outcome: Result<Accepted, Refusal>) -> &'static str {
    match outcome {
        Ok(accepted) => spent.spend(&accepted),
        refused => code(&refused),
    }
}

/// The outcome of a vector; one that is repeated comes after the good message that it repeats.
fn outcome(name: &str, message: &[u8], examine: impl Fn(&[u8]) -> Result<Accepted, Refusal>) -> &'static str {
    let mut spent = Spent::default();
    if name.starts_with("replay") {
        assert_eq!(once(&mut spent, examine(idp::with_signed_assertion(str::to_owned).as_bytes())), "ok");
    }
    let outcome = examine(message);
    if let Ok(accepted) = &outcome {
        assert_eq!(accepted.email, email_of(name), "{name}");
        assert_eq!(accepted.subject.value, idp::EMAIL, "{name}");
    }
    once(&mut spent, outcome)
}

/// Whose address an accepted message has: as it was sent, to the letter.
fn email_of(name: &str) -> &'static str {
    match name {
        "attributes-email-upper-domain" => "alice@EXAMPLE.org",
        "attributes-email-lookalike" => "alice@ex\u{430}mple.org",
        _ => idp::EMAIL,
    }
}

/// A message as a grant of a client that has registered the address in the messages, which here is not our own.
fn grant(message: &[u8]) -> Result<Accepted, Refusal> {
    grant_value(&encoded(message))
}

fn grant_value(value: &[u8]) -> Result<Accepted, Refusal> {
    let sp = Sp { acs: "https://login.example.org/our-own".to_owned(), ..sp() };
    let usage = Use::BearerGrant { recipients: &[idp::TOKEN_ENDPOINT, idp::ACS], audiences: &[idp::ACS] };
    accept(value, &sp, &provider(), usage, now(), Duration::from_secs(10)).outcome
}

fn browser() -> Vec<Outcome> {
    let of = |vector: vectors::Vector| {
        let outcome = outcome(&vector.name, &vector.message, |message| login(message));
        (vector.name, outcome)
    };
    vectors::all()
        .into_iter()
        .map(of)
        .chain(around::outcomes())
        .chain(redirect::outcomes())
        .chain(logout::outcomes())
        .chain(metadata::outcomes())
        .collect()
}

fn grants() -> Vec<Outcome> {
    let of = |vector: vectors::Vector| {
        let outcome = outcome(&vector.name, &vector.message, grant);
        (vector.name, outcome)
    };
    vectors::all().into_iter().map(of).chain(around::form_values(&grant_value)).collect()
}

/// Compares outcomes with one column of the table.
fn compare(actual: &[Outcome], column: impl Fn(&Expected) -> &'static str) {
    let expected: BTreeMap<&str, &str> =
        expected().iter().map(|(name, row)| (*name, column(row))).filter(|(_, code)| *code != "-").collect();
    let mut wrong = String::new();
    let mut seen = BTreeMap::new();
    for (name, outcome) in actual {
        assert!(seen.insert(name.as_str(), *outcome).is_none(), "{name} twice");
        let wanted = expected.get(name.as_str()).copied().unwrap_or("not in the list");
        if wanted != *outcome {
            let _ = writeln!(wrong, "{name}: expected {wanted}, found {outcome}");
        }
    }
    for name in expected.keys().filter(|name| !seen.contains_key(*name)) {
        let _ = writeln!(wrong, "{name} is not made");
    }
    assert!(wrong.is_empty(), "not as expected.txt says:\n{wrong}");
}

#[test]
fn every_vector_has_its_reason() {
    compare(&browser(), |row| row.browser);
}

#[test]
fn every_vector_has_its_reason_as_a_grant() {
    compare(&grants(), |row| row.grant);
}

#[test]
fn every_name_asked_for_is_there() {
    let expected = expected();
    let names: Vec<&str> = include_str!("names.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let missing: Vec<_> = names.iter().filter(|name| !expected.contains_key(**name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(names.len(), 409, "the list lost a name");
}
