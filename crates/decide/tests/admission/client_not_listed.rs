use postern_decide::{Bar, Way, admission::Said};
use postern_model::SignedIn;
use serde_json::{Value, json};

use crate::Gate;

fn policy(mode: &str, clients: &[Value]) -> Value {
    json!({ "mode": mode, "people": "any", "clients": clients })
}

#[test]
fn of_the_machine_clients_those_listed_get_tokens() {
    let gate = Gate::new();
    let listed = json!({ "id": gate.client(Way::ClientCredentials).unwrap().id, "owner": "Platform", "purpose": "pipeline" });
    let gate = gate.policy(policy("enforce", &[listed]));
    assert_eq!(gate.barred(Bar::ClientNotListed, SignedIn::Saml), [Way::Saml2Bearer, Way::PasswordGrant]);
    let none = Gate::new().policy(policy("enforce", &[]));
    assert_eq!(none.barred(Bar::ClientNotListed, SignedIn::Saml), [Way::ClientCredentials, Way::Saml2Bearer, Way::PasswordGrant]);
}

#[test]
fn a_policy_that_reports_says_what_it_would_refuse_and_goes_on_asking() {
    let policy = json!({ "mode": "report", "people": "any", "machineGrants": [], "clients": [] });
    let admitted = Gate::new().policy(policy).admit(Way::ClientCredentials, SignedIn::Saml);
    let reported =
        [("grant_not_permitted", Said::Reported(Bar::GrantNotPermitted)), ("client_not_listed", Said::Reported(Bar::ClientNotListed))];
    assert_eq!((admitted.outcome, &admitted.trace[admitted.trace.len() - 2..]), (Ok(()), &reported[..]));
}
