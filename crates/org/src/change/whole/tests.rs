use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::{Division, Entropy, User, UserState};
use uuid::Uuid;

use super::*;
use crate::{Circumstances, Write, change::users, demo, fresh, password};

const DAY_ONE: Timestamp = Timestamp(1_790_000_000_000);
const LATER: Timestamp = Timestamp(1_790_000_900_000);

/// What a store holds.
type Documents = BTreeMap<(String, String), String>;

fn draft_of(organization: &Organization, now: Timestamp) -> Draft<'static> {
    let circumstances = Circumstances { now, entropy: Entropy::from_seed([now.0 as u8; 32]), pepper: [7; 32], actor: None };
    Draft::new(organization, Catalog::builtin(), circumstances)
}

fn harbour_bank(documents: &mut Documents) -> Organization {
    let founding = fresh::Founding {
        id: Uuid::from_u128(1),
        name: "Harbour Bank".to_owned(),
        short_name: "harbourbank".to_owned(),
        email_domain: "harbourbank.example".to_owned(),
    };
    let empty = Organization::empty(fresh::profile(&founding)).unwrap();
    let mut draft = draft_of(&empty, DAY_ONE);
    fresh::found(&mut draft, &founding.email_domain).unwrap();
    demo::tell(&mut draft, &founding.email_domain).unwrap();
    stored(draft, documents)
}

/// Stores what the draft wrote, and gives the new value.
fn stored(draft: Draft<'_>, documents: &mut Documents) -> Organization {
    let (organization, writes, _) = draft.finish();
    for write in writes {
        match write {
            Write::Put { kind, id, body } => _ = documents.insert((kind.to_owned(), id), body),
            Write::Delete { kind, id } => _ = documents.remove(&(kind.to_owned(), id)),
        }
    }
    organization
}

fn loaded(documents: &Documents) -> Organization {
    let documents = documents.iter().map(|((kind, id), body)| (kind.as_str(), id.as_str(), body.as_str()));
    Organization::from_documents(Catalog::builtin(), documents).unwrap()
}

fn someone<'o>(organization: &'o Organization, name: &str) -> &'o User {
    organization.users_even_deleted().find(|user| user.name == name).unwrap()
}

/// Much at once: names and addresses change hands, people and divisions are new, a person is gone.
fn upset(draft: &mut Draft<'_>) {
    let division = draft.fresh_id();
    draft.put_division(Division { id: division, name: "New".to_owned(), description: String::new(), home: false, deleted: None });
    let (mut ada, mut owen) = (someone(draft, "Ada Quayle").clone(), someone(draft, "Owen Brandt").clone());
    std::mem::swap(&mut ada.email, &mut owen.email);
    draft.put_user(User { email: "away@harbourbank.example".to_owned(), ..ada.clone() });
    draft.put_user(owen);
    draft.put_user(ada);
    let (mut left, mut right) = (draft.role_named("Outreach Runner").unwrap().clone(), draft.role_named("Supervisor").unwrap().clone());
    std::mem::swap(&mut left.name, &mut right.name);
    draft.remove_role(left.id);
    draft.put_role(right);
    draft.put_role(left);
    let gone = someone(draft, "Ben Okoro").clone();
    draft.put_user(User { state: UserState::Deleted, ..gone.clone() });
    let id = draft.fresh_id();
    draft.put_user(User { id, division, ..gone });
    let client = draft.clients().next().unwrap().id;
    draft.remove_client(client);
    draft.revoke_token(7, LATER);
}

#[test]
fn after_a_reset_everything_is_as_it_was_here_in_the_store_and_at_a_node_that_follows() {
    let mut documents = Documents::new();
    let start = harbour_bank(&mut documents);
    let mut draft = draft_of(&start, LATER);
    upset(&mut draft);
    let upset = stored(draft, &mut documents);
    assert_ne!(upset.snapshot(LATER), start.snapshot(LATER));

    let mut draft = draft_of(&upset, LATER);
    reset(&mut draft, &start);
    let (now, writes, events) = draft.finish();
    assert_eq!((events.len(), events[0].action.as_str()), (1, "Reset"));

    let expected = Snapshot { revoked: vec![(7, LATER)], ..start.snapshot(LATER) };
    assert_eq!(now.snapshot(LATER), expected, "here; what was revoked stays so");
    for reversed in [false, true] {
        let mut follower = upset.clone();
        let mut writes = writes.clone();
        writes.sort_by_key(|write| match write {
            Write::Put { kind, id, .. } | Write::Delete { kind, id } => (*kind, id.clone()),
        });
        if reversed {
            writes.reverse();
        }
        for write in &writes {
            match write {
                Write::Put { kind, id, body } => follower.apply_document(Catalog::builtin(), kind, id, body).unwrap(),
                Write::Delete { kind, id } => follower.forget_document(kind, id),
            }
        }
        assert_eq!(follower.snapshot(LATER), expected, "at another node");
        assert_eq!(follower.users().count(), start.users().count());
        for user in start.users() {
            assert_eq!(follower.user_with_email(&user.email).map(|found| found.id), Some(user.id), "{}", user.name);
        }
        for group in start.groups() {
            assert_eq!(follower.member_count(group.id), start.member_count(group.id), "{}", group.name);
        }
        assert_eq!(follower.role_named("Supervisor").map(|role| role.id), start.role_named("Supervisor").map(|role| role.id));
        assert_eq!(follower.home(), start.home());
    }
    let mut draft = draft_of(&upset, LATER);
    reset(&mut draft, &start);
    stored(draft, &mut documents);
    assert_eq!(loaded(&documents).snapshot(LATER), expected, "in the store");
}

#[test]
fn a_reset_of_what_nobody_changed_writes_nothing_but_its_event() {
    let start = harbour_bank(&mut Documents::new());
    let mut draft = draft_of(&start, LATER);
    reset(&mut draft, &start);
    let (_, writes, events) = draft.finish();
    assert_eq!((writes, events.len()), (Vec::new(), 1));
}

#[test]
fn tokens_that_were_ended_stay_ended_and_a_clock_that_went_back_keeps_nobody_out() {
    let start = harbour_bank(&mut Documents::new());
    let (early, late) = (start.clients().next().unwrap().id, start.clients().nth(1).unwrap().id);
    let mut draft = draft_of(&start, LATER);
    for (id, moment) in [(early, DAY_ONE), (late, LATER.plus_seconds(1_000_000))] {
        let client = draft.client(id).unwrap().clone();
        draft.put_client(Client { tokens_from: Some(moment), ..client });
    }
    reset(&mut draft, &start);
    assert_eq!(draft.client(early).unwrap().tokens_from, Some(DAY_ONE));
    assert_eq!(draft.client(late).unwrap().tokens_from, Some(LATER));
}

#[test]
fn a_reset_brings_secrets_and_passwords_back() {
    let start = harbour_bank(&mut Documents::new());
    let (client, user) = (start.clients().next().unwrap().clone(), someone(&start, "Ada Quayle").id);
    let mut draft = draft_of(&start, LATER);
    draft.put_client(Client { secret_hash: [9; 32], ..client.clone() });
    users::set_password(&mut draft, user, "Another-Harbour-2").unwrap();
    reset(&mut draft, &start);
    assert_eq!(draft.client(client.id).unwrap().secret_hash, client.secret_hash);
    assert!(password::matches(&draft.password(user).unwrap().hash, demo::PASSWORD));
}

#[test]
fn a_restored_organization_is_its_snapshot_with_the_secrets_that_are_known_here() {
    let start = harbour_bank(&mut Documents::new());
    let snapshot = start.snapshot(LATER).redacted();
    let mut draft = draft_of(&start, LATER);
    let (kept, gone) = (start.clients().next().unwrap().id, start.clients().nth(1).unwrap().id);
    draft.remove_client(gone);
    let secrets = restore(&mut draft, snapshot.clone()).unwrap();
    assert_eq!(secrets.iter().map(|secret| secret.client_id).collect::<Vec<_>>(), [gone]);
    assert!(draft.client(gone).unwrap().secret_matches(&[7; 32], &secrets[0].client_secret));
    assert_eq!(draft.client(kept).unwrap().secret_hash, start.client(kept).unwrap().secret_hash);
    assert_eq!(draft.snapshot(LATER).redacted(), snapshot);
    assert!(draft.password(someone(&draft, "Ada Quayle").id).is_some());
    assert!(!format!("{secrets:?}").contains(&secrets[0].client_secret));
}

#[test]
fn a_snapshot_whose_parts_do_not_fit_is_refused_in_a_sentence() {
    let start = harbour_bank(&mut Documents::new());
    let whole = start.snapshot(LATER);
    type Spoil = fn(&mut Snapshot);
    let cases: [(Spoil, &str); 8] = [
        (|snapshot| snapshot.version = 2, "the snapshot has version 2; this version of Postern reads version 1"),
        (
            |snapshot| snapshot.evidence = Some(without_authentication()),
            "the snapshot lacks the authentication settings, so the organization cannot be run: missing permission",
        ),
        (
            |snapshot| snapshot.grants = postern_model::Fact::Unknown("missing permission".to_owned()),
            "the snapshot lacks `grants`, so the organization cannot be run: missing permission",
        ),
        (
            |snapshot| known(&mut snapshot.divisions).retain(|division| !division.home),
            "the snapshot has no home division: one of `divisions` must have `home`",
        ),
        (
            |snapshot| known(&mut snapshot.divisions).iter_mut().for_each(|division| division.home = true),
            "the snapshot has more than one home division",
        ),
        (
            |snapshot| {
                let users = known(&mut snapshot.users);
                let email = users.iter().find(|user| user.name == "Ada Quayle").unwrap().email.to_uppercase();
                users.iter_mut().find(|user| user.name == "Owen Brandt").unwrap().email = email;
            },
            "the snapshot has the email address `ada.quayle@harbourbank.example` twice",
        ),
        (|snapshot| known(&mut snapshot.roles).retain(|role| role.name != "employee"), "holds role"),
        (|snapshot| known(&mut snapshot.divisions).retain(|division| division.name != "Collections"), "is in division"),
    ];
    for (spoil, expected) in cases {
        let mut snapshot = whole.clone();
        spoil(&mut snapshot);
        let mut draft = draft_of(&start, LATER);
        let refusal = restore(&mut draft, snapshot).unwrap_err();
        assert!(refusal.message.contains(expected), "{}", refusal.message);
        assert_eq!(draft.finish().1, Vec::new());
    }
}

fn known<T>(fact: &mut postern_model::Fact<Vec<T>>) -> &mut Vec<T> {
    match fact {
        postern_model::Fact::Known(entities) => entities,
        postern_model::Fact::Unknown(_) => panic!("all is known"),
    }
}

fn without_authentication() -> postern_model::Evidence {
    use postern_model::evidence::{Evidence, Piece, Source, SourceKind};
    let source = Source { kind: SourceKind::Region, host: "api.mypurecloud.com".to_owned(), reader: None, requests: 1 };
    let mut evidence = Evidence::uncollected(source, "not collected");
    evidence.unread.insert(Piece::Authentication, "missing permission".to_owned());
    evidence
}
