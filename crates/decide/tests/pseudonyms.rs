//! A snapshot with stand-ins decides as the organization itself does.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_decide::{Target, Verdict, rights};
use postern_model::{Id, Profile, Pseudonyms, Snapshot, Subject, SubjectKind};
use postern_org::{Organization, demo};
use postern_testkit::sample;

fn demo_snapshot() -> Snapshot {
    let mut draft = sample::fresh();
    demo::tell(&mut draft, "harbourbank.example").unwrap();
    let profile: Profile = draft.profile().clone();
    draft.put_profile(Profile { name: "Harbour Bank".to_owned(), third_party_org_name: "harbourbank".to_owned(), ..profile }).unwrap();
    draft.snapshot(sample::NOW)
}

fn organization(snapshot: Snapshot) -> Organization {
    Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
}

/// A verdict in a form that does not depend on ids.
fn outcome(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Allow => "allow".to_owned(),
        Verdict::Deny(reason) => format!("deny {}", reason.code()),
        Verdict::Unknown(missing) => format!("{missing:?}"),
    }
}

fn same_decisions(keep_ids: bool) -> usize {
    let pseudonyms = Pseudonyms::new([3; 32], keep_ids);
    let snapshot = demo_snapshot();
    let (before, after) = (organization(snapshot.clone()), organization(pseudonyms.snapshot(snapshot)));
    let people = before.users_even_deleted().map(|user| Subject { kind: SubjectKind::User, id: user.id.uuid() });
    let clients = before.clients().map(|client| Subject { kind: SubjectKind::Client, id: client.id.uuid() });
    let subjects: Vec<_> = people.chain(clients).collect();
    let divisions: Vec<_> = before.divisions().map(|division| division.id).collect();
    let catalog = Catalog::builtin();
    let mut allowed = 0;
    for operation in catalog.operations().iter().step_by(3) {
        for subject in &subjects {
            for division in [None].into_iter().chain(divisions.iter().copied().map(Some)) {
                let target = |division: Option<Id<_>>| division.map_or(Target::None, Target::One);
                let verdict = rights(catalog, &before, *subject, operation, target(division), sample::NOW).verdict;
                let stand_in = Subject { id: pseudonyms.uuid(subject.id), ..*subject };
                let there = target(division.map(|division| Id::new(pseudonyms.uuid(division.uuid()))));
                let again = rights(catalog, &after, stand_in, operation, there, sample::NOW).verdict;
                assert_eq!(outcome(&again), outcome(&verdict), "{} of {subject:?} in {division:?}", operation.name);
                allowed += usize::from(verdict == Verdict::Allow);
            }
        }
    }
    allowed
}

#[test]
fn decisions_come_out_the_same() {
    assert!(same_decisions(false) > 10_000);
    assert!(same_decisions(true) > 10_000);
}

#[test]
fn nobody_is_named() {
    let snapshot = demo_snapshot();
    let text = serde_json::to_string(&Pseudonyms::new([3; 32], false).snapshot(snapshot.clone())).unwrap().to_lowercase();
    let known = |name: &str| assert!(!text.contains(&name.to_lowercase()), "{name}");
    snapshot.users.known().unwrap().iter().for_each(|user| {
        known(&format!("\"{}\"", user.name));
        known(&user.email);
        known(&user.id.to_string());
    });
    snapshot.clients.known().unwrap().iter().for_each(|client| {
        known(&client.name);
        known(&client.id.to_string());
    });
    snapshot.groups.known().unwrap().iter().for_each(|group| known(&format!("\"{}\"", group.name)));
    known("harbour");
    known("-----BEGIN");
}
