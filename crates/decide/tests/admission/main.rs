//! Each rule about ways in: when it bars one, and what it leaves alone. One file a rule.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod client_not_active;
mod client_not_listed;
mod grant_not_allowed;
mod grant_not_permitted;
mod implicit_ended;
mod password_grant_off;
mod people_saml_only;
mod person_not_active;
mod second_factor;
mod sso_only;
mod unread;

use std::net::Ipv4Addr;

use postern_decide::{
    Admission, Admitted, Bar, Way,
    admission::{Said, rules},
    admit,
};
use postern_model::{Client, EntryPolicy, GrantType, Id, Profile, Provider, SignedIn, Timestamp, User};
use postern_org::Draft;
use postern_testkit::{build, sample};

const WAYS: [Way; 9] = [
    Way::ClientCredentials,
    Way::AuthorizationCode,
    Way::RefreshToken,
    Way::Implicit,
    Way::Saml2Bearer,
    Way::PasswordGrant,
    Way::PasswordLogin,
    Way::SamlLogin,
    Way::Session,
];

/// An organization with somebody in it, and a client for each grant.
struct Gate {
    draft: Draft<'static>,
    person: Id<User>,
    now: Timestamp,
}

impl Gate {
    fn new() -> Self {
        let mut draft = sample::fresh();
        let home = draft.home();
        let person = build::user(&mut draft, "Ada", home);
        for grant in [GrantType::Code, GrantType::Token, GrantType::Saml2Bearer, GrantType::Password, GrantType::ClientCredentials] {
            build::client(&mut draft, grant.name(), grant);
        }
        Self { draft, person, now: sample::NOW }
    }

    fn profile(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        let mut profile = self.draft.profile().clone();
        change(&mut profile);
        self.draft.put_profile(profile).unwrap();
        self
    }

    /// With this policy, as somebody would write it.
    fn policy(self, policy: serde_json::Value) -> Self {
        let policy: EntryPolicy = serde_json::from_value(policy).unwrap();
        self.profile(|profile| profile.policy = Some(policy))
    }

    /// With the platform's own login disabled.
    fn sso_only(mut self) -> Self {
        let (id, kind) = (Provider::PURECLOUD.to_owned(), Provider::PURECLOUD.to_owned());
        self.draft.put_provider(Provider { id, kind, disabled: true, other: serde_json::Map::new() });
        self
    }

    /// The client that is registered for a way in.
    fn client(&self, way: Way) -> Option<&Client> {
        let grant = way.grant()?;
        self.draft.clients().find(|client| client.name == grant.name())
    }

    fn edit(mut self, way: Way, edit: impl FnOnce(&mut Client)) -> Self {
        let mut client = self.client(way).unwrap().clone();
        edit(&mut client);
        self.draft.put_client(client);
        self
    }

    /// Somebody who comes this way; how they proved who they are is what the way says, or `signed_in`.
    fn admit(&self, way: Way, signed_in: SignedIn) -> Admitted {
        let user = self.draft.user(self.person).filter(|_| way != Way::ClientCredentials);
        let signed_in = match way {
            Way::PasswordGrant | Way::PasswordLogin => SignedIn::Password,
            Way::SamlLogin | Way::Saml2Bearer => SignedIn::Saml,
            _ => signed_in,
        };
        admit(&Admission {
            organization: &self.draft,
            way,
            client: self.client(way),
            user,
            signed_in: user.map(|_| signed_in),
            address: Ipv4Addr::LOCALHOST.into(),
            now: self.now,
        })
    }

    /// The ways in that end at `bar`, for somebody who signed in like this.
    fn barred(&self, bar: Bar, signed_in: SignedIn) -> Vec<Way> {
        WAYS.into_iter().filter(|way| self.admit(*way, signed_in).outcome == Err(bar)).collect()
    }
}

#[test]
fn a_fresh_organization_lets_everybody_in() {
    let gate = Gate::new();
    for way in WAYS {
        for signed_in in [SignedIn::Password, SignedIn::Saml] {
            assert_eq!(gate.admit(way, signed_in).outcome, Ok(()), "{way:?} {signed_in:?}");
        }
    }
}

#[test]
fn the_trace_names_each_rule_up_to_the_one_that_bars_the_way() {
    let gate = Gate::new().sso_only();
    let names = |admitted: &Admitted| admitted.trace.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let machine = gate.admit(Way::ClientCredentials, SignedIn::Saml);
    assert_eq!(names(&machine), rules().collect::<Vec<_>>());
    let person = gate.admit(Way::PasswordLogin, SignedIn::Password);
    assert_eq!(person.trace.last(), Some(&("sso_only", Said::Barred(Bar::SsoOnly))));
    assert_eq!(names(&person), rules().take_while(|rule| *rule != "second_factor").collect::<Vec<_>>());
}

#[test]
fn each_rule_bars_the_way_with_the_code_of_its_name() {
    let code = |rule: &str| format!("sign-in.{}", rule.replace('_', "-"));
    assert_eq!(rules().map(code).collect::<Vec<_>>(), Bar::ALL.iter().map(|bar| bar.code()).collect::<Vec<_>>());
}
