use postern_catalog::Catalog;
use postern_model::{AuditEvent, Entropy, Timestamp};
use serde_json::json;

use super::*;
use crate::{Circumstances, Write, fresh};

/// What `test` gives, and what it wrote and logged, in a fresh organization whose password rules are these.
fn run<T>(requirements: Value, test: impl FnOnce(&mut Draft<'_>) -> T) -> (T, Vec<Write>, Vec<AuditEvent>) {
    let mut entropy = Entropy::from_seed([7; 32]);
    let founding = fresh::Founding {
        id: entropy.uuid(),
        name: "Test".to_owned(),
        short_name: "test".to_owned(),
        email_domain: "test.example".to_owned(),
    };
    let mut profile = fresh::profile(&founding);
    profile.authentication.password_requirements = requirements;
    let empty = Organization::empty(profile).unwrap();
    let circumstances = Circumstances { now: Timestamp(0), entropy, pepper: [0; 32], actor: None };
    let mut draft = Draft::new(&empty, Catalog::builtin(), circumstances);
    fresh::found(&mut draft, &founding.email_domain).unwrap();
    let given = test(&mut draft);
    let (_, writes, events) = draft.finish();
    (given, writes, events)
}

fn with_draft(requirements: Value, test: impl FnOnce(&mut Draft<'_>)) {
    run(requirements, test);
}

fn new(email: &str) -> NewUser {
    serde_json::from_value(json!({ "name": "Ada", "email": email })).unwrap()
}

fn code(refusal: Result<Arc<User>, Refusal>) -> &'static str {
    refusal.map_or_else(|refusal| refusal.code, |_| "")
}

#[test]
fn a_password_is_refused_with_the_first_rule_it_breaks() {
    let requirements =
        json!({ "minimumLength": 6, "minimumLetters": 2, "minimumDigits": 1, "minimumUpper": 1, "minimumLower": 1, "minimumSpecials": 1 });
    with_draft(requirements, |draft| {
        let refused = |password: &str| {
            password::check(draft, password).map_or_else(|refusal| (refusal.code, refusal.message), |()| ("", String::new()))
        };
        let cases = [
            ("", "password.empty", "the password must not be empty"),
            ("aB1!", "password.too.short", "the password must have at least 6 characters"),
            ("a12345!", "password.not.enough.letters", "the password must have at least 2 letters"),
            ("aBcdef!", "password.not.enough.digits", "the password must have at least 1 digits"),
            ("abcde1!", "password.not.enough.uppercase", "the password must have at least 1 upper-case letters"),
            ("ABCDE1!", "password.not.enough.lowercase", "the password must have at least 1 lower-case letters"),
            ("aBcde 1", "password.not.enough.specials", "the password must have at least 1 special characters"),
            ("aBcde1!", "", ""),
        ];
        for (password, code, message) in cases {
            assert_eq!(refused(password), (code, message.to_owned()), "{password}");
        }
    });
}

#[test]
fn a_password_is_kept_nowhere() {
    let ((), writes, events) = run(json!({}), |draft| {
        let user = create(draft, NewUser { password: Some("tr0ub4dor".to_owned()), ..new("ada@test.example") }).unwrap();
        set_password(draft, user.id, "correct horse").unwrap();
    });
    let kept = format!("{writes:?} {events:?}");
    assert!(!kept.contains("tr0ub4dor") && !kept.contains("correct horse"));
}

#[test]
fn deleting_takes_grants_memberships_and_division_and_restoring_gives_none_back() {
    with_draft(json!({}), |draft| {
        let elsewhere = draft.fresh_id();
        draft.put_division(postern_model::Division {
            id: elsewhere,
            name: "East".to_owned(),
            description: String::new(),
            home: false,
            deleted: None,
        });
        let user = create(draft, NewUser { division_id: Some(elsewhere.to_string()), ..new("ada@test.example") }).unwrap();
        let employee = draft.default_role("employee").unwrap().id;
        let held = draft.grants(user.id.uuid()).unwrap().grants.clone();
        assert_eq!(held, [Grant { role: employee, division: Reach::Division(draft.home()), made: Timestamp(0) }]);
        assert_eq!(user.division, elsewhere);

        remove(draft, user.id).unwrap();
        let deleted = draft.user(user.id).unwrap();
        assert_eq!((deleted.state, deleted.division, deleted.version), (UserState::Deleted, draft.home(), 2));
        assert!(draft.grants(user.id.uuid()).is_none());
        assert_eq!(remove(draft, user.id).unwrap_err().code, "general.resource.not.found");

        let restored =
            patch(draft, user.id, UserChanges { version: Some(2), state: Some(UserState::Active), ..Default::default() }).unwrap();
        assert_eq!((restored.state, restored.division, restored.version), (UserState::Active, draft.home(), 3));
        assert!(draft.grants(user.id.uuid()).is_none());
    });
}

#[test]
fn a_person_is_not_restored_onto_an_address_that_was_taken_meanwhile() {
    with_draft(json!({}), |draft| {
        let user = create(draft, new("ada@test.example")).unwrap();
        remove(draft, user.id).unwrap();
        create(draft, new("ADA@test.example")).unwrap();
        let change = StateChange { state: Some(UserState::Active), version: None, state_change_reason: None };
        assert_eq!(code(put_state(draft, user.id, change)), "general.conflict");
    });
}

#[test]
fn every_write_logs_what_it_altered() {
    let ((), _, events) = run(json!({}), |draft| {
        let user = create(draft, new("ada@test.example")).unwrap();
        let title = serde_json::from_value(json!({ "version": 1, "title": "Clerk" })).unwrap();
        patch(draft, user.id, title).unwrap();
        remove(draft, user.id).unwrap();
    });
    let told: Vec<_> = events.iter().map(|event| (event.action.as_str(), event.entity_type.as_str(), event.changes.len())).collect();
    // Deleting alters the state and its date; division and groups stay as they were.
    assert_eq!(told, [("Create", "User", 4), ("Update", "User", 1), ("Update", "AuthorizationSubject", 1), ("Delete", "User", 2)]);
}
