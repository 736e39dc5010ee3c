#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_model::{Entropy, Group, Timestamp};

use super::*;
use crate::{
    Circumstances, Organization,
    fresh::{Founding, found, profile},
};

/// A fresh organization's draft, its first client as a subject, and a role it does not hold.
fn fresh() -> (Draft<'static>, Subject, Id<Role>) {
    let founding = Founding { id: Uuid::nil(), name: "Local".into(), short_name: "local".into(), email_domain: "local.example".into() };
    let empty = Organization::empty(profile(&founding)).unwrap();
    let circumstances = Circumstances { now: Timestamp(0), entropy: Entropy::from_seed([7; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(&empty, Catalog::builtin(), circumstances);
    let founded = found(&mut draft, "local.example").unwrap();
    let subject = Subject { kind: SubjectKind::Client, id: founded.client_id.uuid() };
    let role = draft.default_role("supervisor").unwrap().id;
    (draft, subject, role)
}

fn group(draft: &mut Draft<'_>, roles_enabled: bool) -> Subject {
    let id = draft.fresh_id();
    draft.put_group(Group {
        id,
        name: "Night Shift".into(),
        description: String::new(),
        r#type: "official".into(),
        visibility: "public".into(),
        rules_visible: true,
        roles_enabled,
        owners: Vec::new(),
        version: 1,
        date_modified: Timestamp(0),
        other: Default::default(),
    });
    Subject { kind: SubjectKind::Group, id: id.uuid() }
}

#[test]
fn adding_twice_is_adding_once_and_is_logged_once() {
    let (mut draft, subject, role) = fresh();
    let wanted = [(role, Reach::All), (role, Reach::All)];
    add_grants(&mut draft, subject, &wanted).unwrap();
    add_grants(&mut draft, subject, &wanted).unwrap();
    assert_eq!(draft.grants(subject.id).unwrap().grants.len(), 2);
    let (_, _, events) = draft.finish();
    let [event] = &events[..] else { panic!("{events:?}") };
    assert_eq!(event.changes[0].new_values, [Value::from(format!("{role}:*"))]);
    assert!(event.changes[0].old_values.is_empty());
}

#[test]
fn removing_what_is_not_held_changes_nothing() {
    let (mut draft, subject, role) = fresh();
    remove_grants(&mut draft, subject, &[(role, Reach::All)]).unwrap();
    assert_eq!(draft.finish().2.len(), 0);
}

#[test]
fn a_replaced_grant_that_stays_keeps_its_date() {
    let (mut draft, subject, role) = fresh();
    let admin = own_pairs(&draft, subject.id)[0];
    draft.circumstances.now = Timestamp(5000);
    replace_grants(&mut draft, subject, &[(role, Reach::All), admin]).unwrap();
    let made: Vec<_> = draft.grants(subject.id).unwrap().grants.iter().map(|grant| grant.made).collect();
    assert_eq!(made, [Timestamp(5000), Timestamp(0)]);
}

#[test]
fn a_group_holds_roles_only_while_they_are_enabled() {
    let (mut draft, _, role) = fresh();
    let off = group(&mut draft, false);
    let refusal = add_grants(&mut draft, off, &[(role, Reach::All)]).unwrap_err();
    assert_eq!(refusal, Refusal::bad("bad.request", "group `Night Shift` cannot hold roles: its rolesEnabled is false"));
    let on = group(&mut draft, true);
    assert_eq!(add_grants(&mut draft, on, &[(role, Reach::All)]), Ok(()));
}

#[test]
fn roles_and_divisions_that_do_not_exist_are_named() {
    let (mut draft, subject, role) = fresh();
    let nothing = Uuid::nil();
    let message = |result: Result<(), Refusal>| result.map_err(|refusal| (refusal.status, refusal.message)).unwrap_err();
    let unknown_role = add_grants(&mut draft, subject, &[(Id::new(nothing), Reach::All)]);
    assert_eq!(message(unknown_role), (404, format!("role `{nothing}` was not found")));
    let unknown_division = remove_grants(&mut draft, subject, &[(role, Reach::Division(Id::new(nothing)))]);
    assert_eq!(message(unknown_division), (404, format!("division `{nothing}` was not found")));
}

#[test]
fn a_deleted_role_or_subject_leaves_no_grant_behind() {
    let (mut draft, subject, role) = fresh();
    add_grants(&mut draft, subject, &[(role, Reach::All)]).unwrap();
    drop_role(&mut draft, role);
    assert_eq!(own_pairs(&draft, subject.id).len(), 1);
    drop_subject(&mut draft, subject.id);
    assert!(draft.grants(subject.id).is_none());
}
