use std::net::Ipv4Addr;

use postern_catalog::Catalog;
use postern_model::{Entropy, Role};
use serde_json::from_value;
use uuid::Uuid;

use super::*;
use crate::{Actor, Circumstances, fresh};

const DAY_ONE: Timestamp = Timestamp(1_790_000_000_000);

fn after_days(days: i64) -> Timestamp {
    DAY_ONE.plus_seconds(days * DAY)
}

fn draft_of(organization: &Organization, now: Timestamp, actor: Option<Actor>) -> Draft<'static> {
    let circumstances = Circumstances { now, entropy: Entropy::from_seed([now.0 as u8; 32]), pepper: [7; 32], actor };
    Draft::new(organization, Catalog::builtin(), circumstances)
}

/// A new organization, its first client, its role `admin`.
fn founded() -> (Organization, Id<Client>, Id<Role>) {
    let founding = fresh::Founding {
        id: Uuid::from_u128(1),
        name: "Test".to_owned(),
        short_name: "test".to_owned(),
        email_domain: "test.example".to_owned(),
    };
    let empty = Organization::empty(fresh::profile(&founding)).unwrap();
    let mut draft = draft_of(&empty, DAY_ONE, None);
    let founded = fresh::found(&mut draft, "test.example").unwrap();
    let admin = draft.default_role("admin").unwrap().id;
    (draft.finish().0, founded.client_id, admin)
}

fn machine(role: Id<Role>, state: &str) -> ClientRequest {
    from_value(json!({
        "name": "ci", "authorizedGrantType": "CLIENT-CREDENTIALS", "state": state,
        "roleDivisions": [{ "roleId": role, "divisionId": "*" }],
    }))
    .unwrap()
}

/// The organization with one more client, made on the first day and inactive since.
fn with_inactive() -> (Organization, Id<Client>, ClientRequest) {
    let (organization, _, admin) = founded();
    let mut draft = draft_of(&organization, DAY_ONE, None);
    let id = create(&mut draft, &machine(admin, "active")).unwrap().client.id;
    replace(&mut draft, id, &machine(admin, "inactive")).unwrap();
    (draft.finish().0, id, machine(admin, "inactive"))
}

#[test]
fn a_client_of_up_to_30_days_is_removed_at_once_with_its_grants() {
    let (organization, id, _) = with_inactive();
    let mut draft = draft_of(&organization, after_days(30), None);
    assert_eq!(delete(&mut draft, id), Ok(()));
    assert!(draft.client(id).is_none() && draft.grants(id.uuid()).is_none());
    assert_eq!(draft.finish().2.len(), 1);
}

#[test]
fn an_older_client_waits_and_then_goes() {
    let (organization, id, _) = with_inactive();
    let mut draft = draft_of(&organization, after_days(31), None);
    assert_eq!(delete(&mut draft, id), Ok(()));
    assert_eq!(draft.client(id).unwrap().date_to_delete, Some(after_days(38)));
    let waiting = draft.finish().0;

    let mut again = draft_of(&waiting, after_days(33), None);
    assert_eq!(delete(&mut again, id), Ok(()));
    assert_eq!(again.finish().1.len(), 0, "deleting twice does not put the end off");

    assert!(!any_due(&waiting, Timestamp(after_days(38).0 - 1)) && any_due(&waiting, after_days(38)));
    let mut later = draft_of(&waiting, after_days(38), None);
    remove_due(&mut later);
    let (organization, _, events) = later.finish();
    assert!(organization.client(id).is_none());
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    assert_eq!((event.service.as_str(), event.action.as_str(), event.entity_type.as_str()), ("PeoplePermissions", "Delete", "OAuthClient"));
    assert_eq!(event.changes[0].property, "deleted_on");
}

#[test]
fn a_waiting_client_is_restored_by_making_it_active() {
    let (organization, id, mut request) = with_inactive();
    let mut draft = draft_of(&organization, after_days(31), None);
    delete(&mut draft, id).unwrap();
    request.state = Some(ClientState::Active);
    replace(&mut draft, id, &request).unwrap();
    assert!(!any_due(&draft, after_days(400)));
}

#[test]
fn a_client_that_is_not_inactive_is_not_deleted() {
    let (organization, first, _) = founded();
    let text = "the client is active; set its state to inactive before deleting it";
    assert_eq!(delete(&mut draft_of(&organization, DAY_ONE, None), first), Err(Refusal::bad("cannot.delete.client", text)));
}

#[test]
fn a_disabled_client_is_edited_by_the_operator_only() {
    let (organization, first, admin) = founded();
    let actor = Actor { client: Some(first), user: None, address: Ipv4Addr::LOCALHOST.into() };
    let mut draft = draft_of(&organization, DAY_ONE, Some(actor));
    let id = create(&mut draft, &machine(admin, "active")).unwrap().client.id;
    let disabled = replace(&mut draft, id, &machine(admin, "disabled")).unwrap();
    assert_eq!(disabled.tokens_from, Some(Timestamp(DAY_ONE.0 + 1)), "tokens given before stay dead when it is enabled again");
    let refused = Refusal::bad("bad.client.state", "the client is disabled; it cannot be edited");
    assert_eq!(replace(&mut draft, id, &machine(admin, "active")).err(), Some(refused));
    draft.circumstances.actor = None;
    assert_eq!(replace(&mut draft, id, &machine(admin, "active")).map(|client| client.state), Ok(ClientState::Active));
}

#[test]
fn a_kept_grant_keeps_its_date_and_only_changes_are_logged() {
    let (organization, id, mut request) = with_inactive();
    let mut draft = draft_of(&organization, after_days(3), None);
    request.name = Some("renamed".to_owned());
    replace(&mut draft, id, &request).unwrap();
    assert_eq!(roles(&draft, id).iter().map(|grant| grant.made).collect::<Vec<_>>(), [DAY_ONE]);
    let (_, writes, events) = draft.finish();
    assert_eq!(writes.len(), 1, "grants that stay are not written again");
    let changed = PropertyChange { property: "name".to_owned(), old_values: vec![json!("ci")], new_values: vec![json!("renamed")] };
    assert_eq!(events[0].changes, [changed]);
}

#[test]
fn nothing_that_is_written_or_logged_holds_the_secret() {
    let (organization, _, admin) = founded();
    let mut draft = draft_of(&organization, DAY_ONE, None);
    let made = create(&mut draft, &machine(admin, "active")).unwrap();
    let rotated = rotate(&mut draft, made.client.id).unwrap();
    assert_ne!(made.secret, rotated.secret);
    let (_, writes, events) = draft.finish();
    let kept = format!("{writes:?}{events:?}");
    assert!(!kept.contains(&made.secret) && !kept.contains(&rotated.secret));
}
