//! The table of what the provider asks of the API.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use postern_catalog::Catalog;
use postern_workload::provider::{START, Verb, entries, entry};

fn calls(kind: &str, verb: Verb, set: &[&str]) -> Vec<&'static str> {
    let called = entry(kind).unwrap().calls(Catalog::builtin(), verb, |name| set.contains(&name));
    called.into_iter().filter(|call| call.seen).map(|call| call.operation.name).collect()
}

#[test]
fn the_table_is_read_and_names_operations_that_exist() {
    assert_eq!(entries().count(), 257);
    for (kind, entry) in entries() {
        for name in entry.names() {
            assert!(Catalog::builtin().operation_named(name).is_some(), "{kind}: {name}");
        }
    }
    assert!(START.iter().all(|name| Catalog::builtin().operation_named(name).is_some()));
}

#[test]
fn every_resource_can_be_made_and_read() {
    for (kind, entry) in entries().filter(|(kind, _)| *kind != "genesyscloud_tf_export") {
        let verbs = if kind.starts_with("data.") { vec![Verb::Read] } else { vec![Verb::Read, Verb::Create] };
        for verb in verbs {
            assert!(!entry.calls(Catalog::builtin(), verb, |_| true).is_empty(), "{kind} {}", verb.name());
        }
    }
}

#[test]
fn what_an_attribute_asks_for_is_called_only_with_it() {
    assert_eq!(
        calls("genesyscloud_user", Verb::Update, &["password"]),
        [
            "get_authorization_divisions_home",
            "get_routing_user_utilization",
            "get_user",
            "get_voicemail_userpolicy",
            "patch_user",
            "post_user_password"
        ]
    );
    assert!(!calls("genesyscloud_user", Verb::Update, &[]).contains(&"post_user_password"));
    assert!(!calls("genesyscloud_auth_division", Verb::Create, &[]).contains(&"put_authorization_division"));
    assert!(calls("genesyscloud_auth_division", Verb::Create, &["home"]).contains(&"put_authorization_division"));
    assert!(calls("genesyscloud_auth_division", Verb::Update, &[]).contains(&"put_authorization_division"));
}

#[test]
fn what_only_people_are_led_to_is_not_asked_of_a_machine() {
    let create = calls("genesyscloud_oauth_client", Verb::Create, &[]);
    assert_eq!(create, ["get_authorization_divisions_home", "get_oauth_client", "get_tokens_me", "post_oauth_clients"]);
}

#[test]
fn a_verb_that_the_source_does_not_show_is_guessed_by_method() {
    let catalog = Catalog::builtin();
    let trigger = entry("genesyscloud_processautomation_trigger").unwrap();
    let guessed =
        |verb| trigger.calls(catalog, verb, |_| false).into_iter().map(|call| (call.operation.method, call.seen)).collect::<Vec<_>>();
    assert_eq!(guessed(Verb::Delete), [("DELETE", false), ("GET", false), ("GET", false)]);
    assert_eq!(guessed(Verb::Update), [("GET", false), ("GET", false), ("PUT", false)]);
}
