//! `postern.toml`: what it says, its mistakes with their places, its schema, and one written from an organization.

use postern_audit::{Policy, Rule};
use postern_catalog::Catalog;
use postern_decide::{Admission, Bar, Way, admit};
use postern_model::policy::{Mode, People};
use postern_testkit::sample;
use postern_written::report;
use serde_json::Value;

use crate::{
    demo::{self, POLICY},
    world::NOW,
};

const SCHEMA: &str = include_str!("../../../../docs/schema/postern.toml.json");

fn json(text: &str) -> Value {
    // Dates are texts in the schema's eyes, as TOML tools have it.
    let tables = postern_written::parse(text).unwrap();
    Value::Object(postern_written::json(&tables))
}

fn problems(text: &str) -> String {
    report("postern.toml", text, &Policy::read(text, &Rule::ids()).unwrap_err())
}

#[test]
fn the_example_says_what_it_says() {
    let policy = demo::policy();
    assert_eq!((policy.people, policy.clients.len(), policy.waivers.len()), (People::SamlOnly, 4, 1));
    let organization = sample::bank();
    let pipeline = organization.clients().find(|client| client.name == "Terraform pipeline").unwrap();
    let listed = policy.listed(pipeline).unwrap();
    assert!(listed.administrator && listed.networks == ["203.0.113.0/28"] && listed.token_seconds == Some(3_600));
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_do() {
    insta::assert_snapshot!(problems(include_str!("mistakes.toml")));
}

#[test]
fn no_message_shows_a_secret() {
    assert!(!problems(include_str!("mistakes.toml")).contains("s3cret"));
}

#[test]
fn the_schema_takes_what_is_read_and_refuses_what_is_not() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let written = postern_audit::policy::init(&sample::bank(), None);
    for text in [POLICY, written.as_str(), ""] {
        Policy::read(text, &Rule::ids()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json(text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{text}");
    }
    // Each block of the file of mistakes is refused by both.
    for block in include_str!("mistakes.toml").split("\n\n") {
        let read = Policy::read(block, &Rule::ids());
        let twice_only = block.contains("runs too") || block.contains("has no name") && read.is_ok();
        // That a day does not exist is not the schema's business, nor which rules there are.
        let days =
            block.contains("2027-13-01") || block.contains("\"soon\"") || block.contains("203.0.113.0/40") && !block.contains("secret");
        if twice_only || days {
            continue;
        }
        assert!(read.is_err() && !validator.is_valid(&json(block)), "{block}");
    }
}

#[test]
fn every_key_of_the_schema_is_read_and_every_key_that_is_read_is_in_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let keys = |value: &Value| value["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for table in keys(&schema) {
        let part = &schema["properties"][&table];
        let (open, part) = if part["type"] == "array" { (format!("[[{table}]]"), &part["items"]) } else { (format!("[{table}]"), part) };
        // A key that nobody asks for is told with the keys that there are.
        let said = problems(&format!("{open}\nqqqqqqqqqqqqqqqqqqqqq = 1\n"));
        let there = said.lines().find(|line| line.starts_with("help: there are ")).unwrap_or_default();
        let asked: Vec<&str> = there.trim_start_matches("help: there are ").split(", ").map(|key| key.trim_matches('`')).collect();
        let mut asked: Vec<&str> = asked.into_iter().filter(|key| !key.is_empty() && *key != "secret").collect();
        asked.sort_unstable();
        let mut known = keys(part);
        known.sort();
        assert_eq!(asked, known, "{table}: {said}");
    }
}

#[test]
fn what_is_written_from_an_organization_is_a_policy_that_finds_what_nobody_said() {
    let organization = sample::bank();
    let text = postern_audit::policy::init(&organization, None);
    insta::assert_snapshot!(without_ids(&text));
    let policy = Policy::read(&text, &Rule::ids()).unwrap();
    let workloads = std::collections::BTreeMap::new();
    let inputs = postern_audit::Inputs {
        catalog: Catalog::builtin(),
        organization: &organization,
        evidence: None,
        policy: Some(&policy),
        workloads: &workloads,
        effects: &std::collections::BTreeMap::new(),
        taken: NOW,
        now: NOW,
    };
    let ask = |rule: &str| Rule::find(rule).unwrap().ask(&inputs);
    assert_eq!(ask("POL-05").len(), policy.clients.len(), "no owner is known");
    let (roles, missing) = (ask("POL-03"), ask("POL-02"));
    assert!(roles.is_empty() && missing.is_empty(), "{roles:?} {missing:?}");
}

/// Ids differ with how an organization is made.
fn without_ids(text: &str) -> String {
    text.lines().map(|line| if line.starts_with("id = ") { "id = \"…\"\n".to_owned() } else { format!("{line}\n") }).collect()
}

/// A local organization that enforces the policy lets in whom the rules have nothing against.
#[test]
fn the_organizations_own_form_of_the_policy_agrees_with_the_rules() {
    let (organization, policy) = (sample::bank(), demo::policy());
    let mut profile = organization.profile().clone();
    profile.policy = Some(policy.entry(&organization, Mode::Enforce));
    let mut snapshot = organization.snapshot(NOW);
    snapshot.organization = profile;
    let enforcing = postern_org::Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let workloads = std::collections::BTreeMap::new();
    let inputs = postern_audit::Inputs {
        catalog: Catalog::builtin(),
        organization: &organization,
        evidence: None,
        policy: Some(&policy),
        workloads: &workloads,
        effects: &std::collections::BTreeMap::new(),
        taken: NOW,
        now: NOW,
    };
    let found = |rule: &str| Rule::find(rule).unwrap().ask(&inputs).into_iter().map(|finding| finding.subject.name).collect::<Vec<_>>();
    let (unlisted, unpermitted) = (found("POL-01"), found("POL-04"));
    let mut checked = 0;
    for client in enforcing.clients() {
        let way = match client.grant_type {
            postern_model::GrantType::ClientCredentials => Way::ClientCredentials,
            postern_model::GrantType::Saml2Bearer => Way::Saml2Bearer,
            _ => continue,
        };
        if client.state != postern_model::ClientState::Active {
            continue;
        }
        let address = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
        let asked = Admission { organization: &enforcing, way, client: Some(client), user: None, signed_in: None, address, now: NOW };
        let barred = admit(&asked).outcome.err();
        assert_eq!(barred == Some(Bar::ClientNotListed), unlisted.contains(&client.name), "{}", client.name);
        assert_eq!(barred == Some(Bar::GrantNotPermitted), unpermitted.contains(&client.name), "{}", client.name);
        checked += 1;
    }
    assert!(checked > 5, "{checked}");
}
