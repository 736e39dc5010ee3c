use postern_decide::{Admission, Bar, Way, admission::Said, admit};
use postern_model::SignedIn;
use serde_json::{Value, json};

use crate::Gate;

fn policy(mode: &str, break_glass: &[Value]) -> Value {
    json!({ "mode": mode, "people": "saml-only", "breakGlass": break_glass })
}

const BEGAN: [Way; 6] = [Way::AuthorizationCode, Way::RefreshToken, Way::Implicit, Way::PasswordGrant, Way::PasswordLogin, Way::Session];

#[test]
fn passwords_let_nobody_in_nor_what_they_began() {
    let gate = Gate::new().policy(policy("enforce", &[]));
    assert_eq!(gate.barred(Bar::PeopleSamlOnly, SignedIn::Password), BEGAN);
    assert_eq!(gate.barred(Bar::PeopleSamlOnly, SignedIn::Saml), [Way::PasswordGrant, Way::PasswordLogin]);
    let any = Gate::new().policy(json!({ "mode": "enforce", "people": "any" }));
    assert_eq!(any.barred(Bar::PeopleSamlOnly, SignedIn::Password), []);
}

#[test]
fn people_who_may_break_the_glass_use_their_passwords() {
    let gate = Gate::new();
    let person = json!(gate.person);
    let gate = gate.policy(policy("enforce", &[person]));
    assert_eq!(gate.barred(Bar::PeopleSamlOnly, SignedIn::Password), []);
}

#[test]
fn nobody_breaks_the_platforms_own_switch() {
    let gate = Gate::new();
    let person = json!(gate.person);
    let gate = gate.policy(policy("enforce", &[person])).sso_only();
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Password), BEGAN);
}

#[test]
fn before_the_person_is_known_the_password_is_looked_at_if_there_is_any_glass_to_break() {
    for (glass, outcome) in [(vec![], Err(Bar::PeopleSamlOnly)), (vec![json!(uuid())], Ok(()))] {
        let gate = Gate::new().policy(policy("enforce", &glass));
        let admission = Admission {
            organization: &gate.draft,
            way: Way::PasswordLogin,
            client: None,
            user: None,
            signed_in: None,
            address: std::net::Ipv4Addr::LOCALHOST.into(),
            now: gate.now,
        };
        assert_eq!(admit(&admission).outcome, outcome);
    }
}

fn uuid() -> &'static str {
    "0d8c1a3e-7f53-4b1e-9a53-0d6f3f8f4c11"
}

#[test]
fn a_policy_that_reports_says_what_it_would_refuse() {
    let gate = Gate::new().policy(policy("report", &[]));
    let admitted = gate.admit(Way::PasswordLogin, SignedIn::Password);
    assert_eq!(admitted.outcome, Ok(()));
    assert!(admitted.trace.contains(&("people_saml_only", Said::Reported(Bar::PeopleSamlOnly))));
}
