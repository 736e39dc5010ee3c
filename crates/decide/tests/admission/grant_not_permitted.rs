use postern_decide::{Bar, Way, admission::Said};
use postern_model::SignedIn;
use serde_json::{Value, json};

use crate::Gate;

fn policy(mode: &str, grants: Value) -> Value {
    json!({ "mode": mode, "people": "any", "machineGrants": grants })
}

#[test]
fn machines_use_the_permitted_grants_only_and_people_are_not_machines() {
    let gate = Gate::new().policy(policy("enforce", json!(["CLIENT-CREDENTIALS"])));
    assert_eq!(gate.barred(Bar::GrantNotPermitted, SignedIn::Saml), [Way::Saml2Bearer, Way::PasswordGrant]);
    let none = Gate::new().policy(policy("enforce", json!([])));
    assert_eq!(none.barred(Bar::GrantNotPermitted, SignedIn::Saml), [Way::ClientCredentials, Way::Saml2Bearer, Way::PasswordGrant]);
    let any = Gate::new().policy(policy("enforce", Value::Null));
    assert_eq!(any.barred(Bar::GrantNotPermitted, SignedIn::Saml), []);
}

#[test]
fn a_policy_that_reports_says_what_it_would_refuse() {
    let gate = Gate::new().policy(policy("report", json!([])));
    let admitted = gate.admit(Way::ClientCredentials, SignedIn::Saml);
    assert_eq!(admitted.outcome, Ok(()));
    assert!(admitted.trace.contains(&("grant_not_permitted", Said::Reported(Bar::GrantNotPermitted))));
}
