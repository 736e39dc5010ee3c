//! What a plan becomes: changes, and what is told as not rehearsed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_org::Organization;
use postern_rehearse::{Change, apply, plan};
use postern_testkit::sample::{NOW, bank};
use postern_workload::plan::identity_changes;
use serde_json::{Value, json};

fn plan_of(organization: &Organization, changes: &[Value]) -> plan::Rehearsable {
    let plan = json!({ "format_version": "1.2", "resource_changes": changes });
    plan::changes(Catalog::builtin(), organization, &identity_changes(&plan))
}

#[test]
fn what_a_plan_does_besides_what_it_says() {
    let (organization, nothing) = (bank(), json!({}));
    let admins = organization.group_named("Platform Administrators").unwrap();
    let ada = organization.user_with_email("ada.quayle@harbourbank.example").unwrap().id;
    let owned = |owners: Value| json!({ "id": admins.id, "name": admins.name, "include_owners": true, "owner_ids": owners });
    let role = organization.role_named("Reporting Reader").unwrap();
    let conditions = |conditions: Value| {
        let policy = json!({ "domain": "routing", "entity_name": "queue", "action_set": ["view"], "conditions": conditions });
        json!({ "id": role.id, "name": role.name, "permission_policies": [policy] })
    };
    let told = plan_of(
        &organization,
        &[
            planned("genesyscloud_group", &["update"], &owned(json!([])), &owned(json!([ada])), &nothing),
            planned(
                "genesyscloud_auth_role",
                &["update"],
                &conditions(json!([])),
                &conditions(json!([{ "conjunction": "AND" }])),
                &nothing,
            ),
            planned("genesyscloud_idp_okta", &["delete", "create"], &json!({ "name": "a" }), &json!({ "name": "b" }), &nothing),
        ],
    );
    let left_out = [
        "genesyscloud_group.it: what the change of `owner_ids` does",
        "genesyscloud_auth_role.it: what the change of `permission_policies.conditions` does",
    ];
    assert_eq!(told.left_out, left_out);
    assert!(told.steps.iter().all(|step| !matches!(step.change, Change::DeleteProvider { .. })), "there is one of the kind, and it stays");

    let gone = apply(Catalog::builtin(), &organization, &[Change::DeletePerson { person: ada.to_string() }.into()], NOW).unwrap();
    let person = json!({ "email": "ada.quayle@harbourbank.example", "name": "Ada Quayle", "state": "active" });
    let told = plan_of(&gone.organization, &[planned("genesyscloud_user", &["create"], &json!(null), &person, &json!({ "id": true }))]);
    assert_eq!(told.steps[0].change, Change::RestorePerson { person: ada.to_string() }, "the provider restores whom it finds deleted");
}

/// A resource of a plan, as `terraform show -json` has it.
fn planned(kind: &str, actions: &[&str], before: &Value, after: &Value, later: &Value) -> Value {
    json!({
        "address": format!("{kind}.it"), "mode": "managed", "type": kind, "name": "it",
        "provider_name": "registry.terraform.io/mypurecloud/genesyscloud",
        "change": { "actions": actions, "before": before, "after": after, "after_unknown": later },
    })
}

#[test]
fn a_plan_becomes_changes_and_what_cannot_be_rehearsed_is_told() {
    let (catalog, before) = (Catalog::builtin(), bank());
    let role = before.role_named("Reporting Reader").unwrap();
    let (group, wardens) = (before.group_named("Platform Administrators").unwrap(), before.group_named("Fire Wardens").unwrap());
    let of = |actions: &[&str]| {
        let policies = [
            json!({ "domain": "analytics", "entity_name": "*", "action_set": ["view"] }),
            json!({ "domain": "routing", "entity_name": "queue", "action_set": actions }),
        ];
        json!({ "id": role.id, "name": role.name, "permission_policies": policies })
    };
    let roles =
        |division: &str| json!({ "id": group.id, "group_id": group.id, "roles": [{ "role_id": role.id, "division_ids": [division] }] });
    let (wallboard, ada) = ("Lobby wallboard", "ada.quayle@harbourbank.example");
    let wallboard = before.clients().find(|client| client.name == wallboard).unwrap();
    let code = |grant: &str, scopes: &[&str]| json!({ "id": wallboard.id, "name": wallboard.name, "authorized_grant_type": grant, "scopes": scopes });
    let person = |email: &str| json!({ "id": before.user_with_email(ada).unwrap().id, "name": "Ada Quayle", "email": email });
    let okta = |issuer: &str, name: &str, disabled: bool| json!({ "id": "okta", "issuer_uri": issuer, "name": name, "disabled": disabled });
    let resources = [
        planned("genesyscloud_auth_role", &["update"], &of(&["view"]), &of(&["view", "add"]), &json!({})),
        planned("genesyscloud_group_roles", &["update"], &roles("*"), &roles("*"), &json!({})),
        planned(
            "genesyscloud_oauth_client",
            &["create"],
            &json!(null),
            &json!({ "name": "new" }),
            &json!({ "id": true, "authorized_grant_type": true }),
        ),
        planned("genesyscloud_group", &["delete"], &json!({ "id": wardens.id, "name": wardens.name }), &json!(null), &json!(null)),
        planned(
            "genesyscloud_group",
            &["create"],
            &json!(null),
            &json!({ "name": wardens.name, "type": "official" }),
            &json!({ "id": true }),
        ),
        planned("genesyscloud_idp_okta", &["update"], &okta("http://a", "A", false), &okta("http://b", "B", true), &json!({})),
        planned("genesyscloud_idp_okta", &["create"], &json!(null), &json!({ "issuer_uri": "http://c", "slo_uri": "" }), &json!({})),
        planned("genesyscloud_oauth_client", &["update"], &code("TOKEN", &[]), &code("CODE", &["users"]), &json!({ "state": true })),
        planned("genesyscloud_user", &["update"], &person(ada), &person("ada@elsewhere.example"), &json!({})),
    ];
    let told = plan_of(&before, &resources);
    let words: Vec<String> = told.steps.iter().map(|step| step.change.words(&before)).collect();
    let expected = [
        "the role `Reporting Reader` gives `routing:queue:add` and no longer gives `audits:audit:view`, `oauth:client:view`",
        "the group `Platform Administrators` gets the role `Reporting Reader` in every division",
        "the group `Platform Administrators` loses the role `Master Admin` in every division",
        "the identity provider `okta` is disabled",
    ];
    // Gone first: its name is given to another.
    let first = ["the group `Fire Wardens` is deleted", "there is a new group `Fire Wardens`"];
    assert_eq!(words, first.into_iter().chain(expected).collect::<Vec<_>>());
    let left_out = [
        "genesyscloud_oauth_client.it: the name or the grant of the new client is known only after the apply",
        "genesyscloud_idp_okta.it: whether people still come in through it, for `issuerURI` of its record changes",
        "genesyscloud_idp_okta.it: whether people still come in through it, for `issuerURI` of its record changes",
        "genesyscloud_oauth_client.it: what the change of `authorized_grant_type` does",
        "genesyscloud_oauth_client.it: what the change of `scopes` does",
        "genesyscloud_oauth_client.it: what the change of `state` does",
        "genesyscloud_user.it: what the change of `email` does",
    ];
    assert_eq!(told.left_out, left_out);
    assert!(apply(catalog, &before, &told.steps, NOW).is_ok());
}
