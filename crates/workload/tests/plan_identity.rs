//! What a plan does to identity resources.
#![allow(clippy::unwrap_used)] // Helpers of tests are not tests to clippy.

use postern_workload::plan::{Action, Attribute, GrantPlan, GrantsPlan, Planned, PlannedChange, Reference, identity_changes};
use serde_json::{Value, json};

fn plan() -> Value {
    serde_json::from_str(include_str!("plans/reorganization.json")).unwrap()
}

fn change(address: &str) -> PlannedChange {
    identity_changes(&plan()).into_iter().find(|change| change.address == address).unwrap()
}

fn id(text: &str) -> Reference {
    Reference::Id(text.to_owned())
}

#[test]
fn what_stays_and_what_is_not_identity_is_left_out() {
    let all: Vec<(String, Action)> = identity_changes(&plan()).into_iter().map(|change| (change.address, change.action)).collect();
    let expected = [
        ("module.line[\"Cards [old]\"].genesyscloud_group_roles.agents", Action::Create),
        ("genesyscloud_oauth_client.reporting", Action::Update),
        ("genesyscloud_auth_role.supervisor", Action::Replace),
        ("genesyscloud_user.anna", Action::Delete),
        ("genesyscloud_idp_okta.this", Action::Create),
        ("genesyscloud_organization_authentication_settings.this", Action::Update),
        ("genesyscloud_auth_division.new", Action::Create),
    ];
    assert_eq!(all, expected.map(|(address, action)| (address.to_owned(), action)));
}

#[test]
fn what_is_known_later_is_followed_to_the_resources_that_make_it() {
    let change = change("module.line[\"Cards [old]\"].genesyscloud_group_roles.agents");
    let Planned::GroupRoles(sides) = &change.what else { panic!("{change:?}") };
    assert_eq!(sides.before, None);
    let later = |address: &str| Reference::Later(vec![address.to_owned()]);
    let expected = GrantsPlan {
        subject: Attribute::Known(later("module.line.genesyscloud_group.agents")),
        grants: Attribute::Known(vec![GrantPlan {
            role: Attribute::Known(later("module.agent_role.genesyscloud_auth_role.this")),
            divisions: Attribute::Known(vec![later("module.line.genesyscloud_auth_division.this")]),
        }]),
    };
    assert_eq!(sides.after, Some(expected));
    assert!(change.what.outlives_its_resource());
}

#[test]
fn a_client_shows_where_its_secret_goes_and_not_the_secret() {
    let change = change("genesyscloud_oauth_client.reporting");
    let Planned::Client(sides) = &change.what else { panic!("{change:?}") };
    let (before, after) = (sides.before.as_ref().unwrap(), sides.after.as_ref().unwrap());
    assert_eq!(before.grants.known().map(Vec::len), Some(2));
    assert!(before.secret.state && !after.secret.state);
    assert_eq!(after.secret.folder.as_deref(), Some("/tmp/secrets"));
    assert_eq!(after.state, Attribute::Known("inactive".to_owned()));
    assert_eq!(after.token_seconds, Attribute::Known(7200));
    let role = Attribute::Known(id("5b6a4f0e-5d57-4a1e-8c51-6a8f1c1f0002"));
    assert_eq!(after.grants, Attribute::Known(vec![GrantPlan { role, divisions: Attribute::Unset }]));
    assert!(!format!("{:?}", identity_changes(&plan())).contains("never-to-be-read"));
}

#[test]
fn a_role_shows_its_policies_with_conditions() {
    let change = change("genesyscloud_auth_role.supervisor");
    let Planned::Role(sides) = &change.what else { panic!("{change:?}") };
    let (before, after) = (sides.before.as_ref().unwrap(), sides.after.as_ref().unwrap());
    assert_eq!(before.permissions, Attribute::Known(vec!["group_creation".to_owned()]));
    assert_eq!(after.permissions, Attribute::Unset);
    assert_eq!((&before.id.known().is_some(), &after.id), (&true, &Attribute::Later));
    let policy = &after.policies.known().unwrap()[0];
    assert_eq!(policy.action_set, Attribute::Known(vec!["edit".to_owned(), "view".to_owned()]));
    assert_eq!(policy.condition.known().map(|condition| &condition["conjunction"]), Some(&json!("AND")));
    assert_eq!(before.policies.known().unwrap()[0].condition, Attribute::Unset);
}

#[test]
fn a_deleted_user_has_a_before_only() {
    let change = change("genesyscloud_user.anna");
    let Planned::User(sides) = &change.what else { panic!("{change:?}") };
    assert_eq!(sides.before.as_ref().unwrap().email, Attribute::Known("anna@harbour.example".to_owned()));
    assert_eq!(sides.before.as_ref().unwrap().division, Attribute::Known(id("5b6a4f0e-5d57-4a1e-8c51-6a8f1c1f0003")));
    assert_eq!(sides.after, None);
    assert!(!change.what.outlives_its_resource());
}

#[test]
fn a_provider_is_a_record_in_the_api_s_words() {
    let change = change("genesyscloud_idp_okta.this");
    let Planned::Provider(kind, sides) = &change.what else { panic!("{change:?}") };
    let after = sides.after.as_ref().unwrap();
    assert_eq!(kind, "okta");
    let record = json!({"name": "Okta", "disabled": false, "issuerURI": "https://okta.example", "certificates": ["MIIB"]});
    assert_eq!(Value::Object(after.record.clone()), record);
    assert_eq!(after.later, ["ssoTargetURI"]);
}

#[test]
fn sign_in_settings_are_read_from_their_blocks() {
    let change = change("genesyscloud_organization_authentication_settings.this");
    let Planned::Authentication(sides) = &change.what else { panic!("{change:?}") };
    let after = sides.after.as_ref().unwrap();
    assert_eq!(after.second_factor, Attribute::Known(true));
    assert_eq!(after.networks, Attribute::Known(vec!["192.0.2.0/24".to_owned()]));
    assert_eq!((&after.idle_enabled, &after.idle_seconds), (&Attribute::Known(true), &Attribute::Known(600)));
    assert_eq!(after.passwords["minimumLength"], 12);
}
