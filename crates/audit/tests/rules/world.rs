//! An organization to audit: fresh, with one administrator and no client, everything read.

use std::collections::BTreeMap;

use postern_audit::{Finding, Inputs, Policy, Rule, State, policy::Listed};
use postern_catalog::Catalog;
use postern_model::{
    Client, Evidence, Fact, GrantType, Id, Provider, Reach, Role, Subject, Timestamp, User,
    evidence::{Piece, Source, SourceKind, Usage},
};
use postern_org::{Draft, Part, demo::certificates};
use postern_testkit::{build, sample};
use postern_workload::{
    Need, Origin, Place, Workload,
    effects::{Effect, SideEffect},
};
use serde_json::json;

pub const NOW: Timestamp = sample::NOW;

/// A moment so many days ago.
pub fn ago(days: i64) -> Timestamp {
    NOW.plus_seconds(-86_400 * days)
}

pub struct World {
    pub draft: Draft<'static>,
    pub evidence: Option<Evidence>,
    pub policy: Option<Policy>,
    pub workloads: BTreeMap<Id<Client>, Workload>,
    pub effects: BTreeMap<Id<Client>, Vec<SideEffect>>,
}

impl World {
    pub fn new() -> Self {
        let mut draft = sample::fresh();
        let clients: Vec<_> = draft.clients().map(|client| client.id).collect();
        clients.into_iter().for_each(|id| draft.remove_client(id));
        let permissions = Catalog::builtin().permissions().iter().map(|permission| permission.name.to_owned()).collect();
        let source = Source { kind: SourceKind::Region, host: "api.example".to_owned(), reader: None, requests: 9 };
        let evidence = Evidence {
            source,
            window_days: 30,
            unread: BTreeMap::new(),
            permissions: Fact::Known(permissions),
            trustees: Fact::Known(Vec::new()),
            authorizations: Fact::Known(Vec::new()),
            integrations: Fact::Known(Vec::new()),
            access_policies: Fact::Known(Vec::new()),
            usage: Fact::Known(Vec::new()),
            audits: Fact::Known(Vec::new()),
        };
        Self { draft, evidence: Some(evidence), policy: Some(Policy::default()), workloads: BTreeMap::new(), effects: BTreeMap::new() }
    }

    pub fn evidence(&mut self) -> &mut Evidence {
        self.evidence.as_mut().unwrap()
    }

    pub fn policy(&mut self) -> &mut Policy {
        self.policy.as_mut().unwrap()
    }

    pub fn unread(&mut self, piece: Piece) {
        self.evidence().unread.insert(piece, "403 `missing.any.permissions`".to_owned());
    }

    pub fn client(&mut self, name: &str, grant: GrantType) -> Id<Client> {
        build::client(&mut self.draft, name, grant).0
    }

    pub fn machine(&mut self, name: &str) -> Id<Client> {
        self.client(name, GrantType::ClientCredentials)
    }

    /// A machine with these permissions, by a role of its own.
    pub fn machine_with(&mut self, name: &str, permissions: &[&str], reach: Reach) -> Id<Client> {
        let id = self.machine(name);
        let role = self.role(&format!("{name} role"), permissions);
        build::grant(&mut self.draft, build::client_subject(id), role, reach);
        id
    }

    pub fn role(&mut self, name: &str, permissions: &[&str]) -> Id<Role> {
        build::role(&mut self.draft, name, permissions)
    }

    pub fn give(&mut self, subject: Subject, role: Id<Role>, reach: Reach) {
        build::grant(&mut self.draft, subject, role, reach);
    }

    pub fn shipped(&self, key: &str) -> Id<Role> {
        self.draft.default_role(key).unwrap().id
    }

    pub fn edit_client(&mut self, id: Id<Client>, edit: impl FnOnce(&mut Client)) {
        let mut client = self.draft.client(id).unwrap().clone();
        edit(&mut client);
        self.draft.put_client(client);
    }

    pub fn person(&mut self, name: &str) -> Id<User> {
        let home = self.draft.home();
        build::user(&mut self.draft, name, home)
    }

    pub fn edit_person(&mut self, id: Id<User>, edit: impl FnOnce(&mut User)) {
        let mut user = self.draft.user(id).unwrap().clone();
        edit(&mut user);
        self.draft.put_user(user);
    }

    /// An identity provider that works, or the given certificates of it.
    pub fn provider(&mut self, certificates: &[&str]) {
        let other = json!({
            "name": "Staff", "issuerURI": "https://idp.example", "ssoTargetURI": "https://idp.example/sso", "certificates": certificates,
        });
        let other = other.as_object().unwrap().clone();
        self.draft.put_provider(Provider { id: "okta".to_owned(), kind: "okta".to_owned(), disabled: false, other });
    }

    /// The switch, with a provider behind it.
    pub fn sso_only(&mut self) {
        self.provider(&[certificates::OKTA]);
        let (id, kind) = (Provider::PURECLOUD.to_owned(), Provider::PURECLOUD.to_owned());
        self.draft.put_provider(Provider { id, kind, disabled: true, other: serde_json::Map::new() });
    }

    pub fn list(&mut self, name: &str) -> &mut Listed {
        let listed = Listed {
            name: Some(name.to_owned()),
            owner: "team@sample.example".to_owned(),
            purpose: "tests".to_owned(),
            ..Listed::default()
        };
        self.policy().clients.push(listed);
        self.policy().clients.last_mut().unwrap()
    }

    /// Says that `client` needs `operation` (a catalogue name).
    pub fn needs(&mut self, client: Id<Client>, operation: &str, place: Place, what: &str) {
        let operation = Catalog::builtin().operation_named(operation).unwrap().id;
        let origin = Origin { at: "main.tf:1".to_owned(), what: what.to_owned(), seen: true };
        self.workloads.entry(client).or_default().needs.push(Need { operation, place, origin });
    }

    /// Says what the Terraform of `client` leaves behind.
    pub fn leaves(&mut self, client: Id<Client>, resource: &str, effect: Effect) {
        let effect = SideEffect { at: "main.tf:1".to_owned(), resource: resource.to_owned(), effect };
        self.effects.entry(client).or_default().push(effect);
    }

    /// Says that `client` called something so often.
    pub fn called(&mut self, client: Id<Client>, method: &str, template: &str, requests: u64, refused: u64) {
        let usage = Usage {
            client,
            user: None,
            method: method.to_owned(),
            template: template.to_owned(),
            requests,
            status400: refused,
            status429: 0,
        };
        if let Fact::Known(usages) = &mut self.evidence().usage {
            usages.push(usage);
        }
    }

    /// Says that `client` acted for `user`: so many requests of one operation, and how many of them were refused.
    pub fn acted(&mut self, client: Id<Client>, user: Id<User>, requests: u64, refused: u64) {
        self.called(client, "GET", "api/v2/users", requests, refused);
        if let Fact::Known(usages) = &mut self.evidence().usage {
            usages.last_mut().unwrap().user = Some(user);
        }
    }

    /// What the rule says, with a part of the organization unread.
    pub fn ask_without(&self, rule: &str, part: Part) -> Vec<Finding> {
        self.ask_of(rule, &self.without(part))
    }

    /// The organization with a part of it unread.
    pub fn without(&self, part: Part) -> postern_org::Organization {
        let mut snapshot = self.draft.snapshot(NOW);
        let why = "403 `missing.any.permissions`".to_owned();
        match part {
            Part::Divisions => snapshot.divisions = Fact::Unknown(why),
            Part::Roles => snapshot.roles = Fact::Unknown(why),
            Part::Grants => snapshot.grants = Fact::Unknown(why),
            Part::Users => snapshot.users = Fact::Unknown(why),
            Part::Groups => snapshot.groups = Fact::Unknown(why),
            Part::Clients => snapshot.clients = Fact::Unknown(why),
            Part::Providers => snapshot.providers = Fact::Unknown(why),
            Part::Resources => snapshot.resources = Fact::Unknown(why),
            Part::Authentication | Part::IdleTimeout => panic!("unread settings are a piece"),
        }
        postern_org::Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
    }

    pub fn ask(&self, rule: &str) -> Vec<Finding> {
        self.ask_of(rule, &self.draft)
    }

    fn ask_of(&self, rule: &str, organization: &postern_org::Organization) -> Vec<Finding> {
        Rule::find(rule).unwrap().ask(&self.inputs(organization))
    }

    pub fn inputs<'a>(&'a self, organization: &'a postern_org::Organization) -> Inputs<'a> {
        Inputs {
            catalog: Catalog::builtin(),
            organization,
            evidence: self.evidence.as_ref(),
            policy: self.policy.as_ref(),
            workloads: &self.workloads,
            effects: &self.effects,
            taken: NOW,
            now: NOW,
        }
    }

    /// The rule says exactly this, a line a finding: `?` before what it cannot tell.
    #[track_caller]
    pub fn says(&self, rule: &str, expected: &[&str]) {
        let said: Vec<String> = self.ask(rule).iter().map(line).collect();
        assert_eq!(said, expected);
    }

    /// The rule has nothing to say.
    #[track_caller]
    pub fn silent(&self, rule: &str) {
        self.says(rule, &[]);
    }
}

pub fn line(finding: &Finding) -> String {
    let mark = if finding.state == State::Found { "" } else { "? " };
    format!("{mark}{}: {}", finding.subject.name, finding.text)
}
