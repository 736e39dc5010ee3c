//! Whether anybody can still administer authorization, and comes in.

use postern_catalog::{Catalog, Operation};
use postern_decide::{Target, Verdict, rights};
use postern_model::{GrantType, Subject, SubjectKind, Timestamp, UserState};
use postern_org::{Organization, Part};
use serde::Serialize;

use crate::{
    address::From,
    names,
    sign_in::{FROM_UNKNOWN, Gate, Open, has_new_secret},
};

/// What one has to be able to do, in every division, to administer authorization: change a role, give one, take one away.
pub const ADMINISTERS: [&str; 3] =
    ["put_authorization_role", "post_authorization_subject_bulkadd", "post_authorization_subject_bulkremove"];

/// How many must be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// People who come in through an identity provider.
    pub people: usize,
    /// Machines with client credentials.
    pub machines: usize,
}

impl Default for Expected {
    fn default() -> Self {
        Self { people: 2, machines: 1 }
    }
}

/// Who can administer authorization and comes in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Survivors {
    /// People whom an identity provider is known to let in.
    pub people: Vec<String>,
    /// People whom one lets in if it knows them.
    pub perhaps: Vec<String>,
    /// Clients with client credentials.
    pub machines: Vec<String>,
    /// Those that come in if something is so, which stands behind the name.
    pub machines_perhaps: Vec<String>,
    /// Why it cannot be told from where people come in, if so.
    pub from_unknown: Option<String>,
    /// Why people cannot be counted, if so.
    pub people_unknown: Option<String>,
    /// Why machines cannot be counted, if so.
    pub machines_unknown: Option<String>,
}

/// Whether enough are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enough {
    /// Yes.
    Yes,
    /// No.
    No(String),
    /// It cannot be told.
    Unknown(String),
}

/// Finds them, in what has become of `before`.
pub fn survivors(catalog: &Catalog, before: &Organization, gate: &Gate<'_>) -> Survivors {
    let organization = gate.organization;
    let operations: Vec<&Operation> = ADMINISTERS.iter().filter_map(|name| catalog.operation_named(name)).collect();
    let everywhere = Target::Many(organization.divisions().map(|division| division.id).collect());
    let asked = Asked { catalog, organization, operations, everywhere, now: gate.now };
    let people = [Part::Roles, Part::Grants, Part::Users, Part::Groups, Part::Divisions, Part::Providers];
    let machines = [Part::Roles, Part::Grants, Part::Clients, Part::Divisions];
    let (people_unknown, machines_unknown) = (names::unread(organization, &people), names::unread(organization, &machines));
    let mut told = Survivors { people_unknown, machines_unknown, ..Survivors::default() };
    if told.people_unknown.is_none() {
        for user in organization.users().filter(|user| user.state == UserState::Active) {
            let subject = Subject { kind: SubjectKind::User, id: user.id.uuid() };
            if asked.administers(subject) {
                match gate.person(user).provider {
                    Open::No(_) => continue,
                    Open::Yes(_) => told.people.push(names::subject_name(organization, subject)),
                    Open::Perhaps(_) | Open::Unknown(_) => told.perhaps.push(names::subject_name(organization, subject)),
                }
                told.people_unknown = told.people_unknown.or_else(|| asked.open(subject));
            }
        }
    }
    if told.machines_unknown.is_none() {
        let machines = organization.clients().filter(|client| client.grant_type == GrantType::ClientCredentials);
        for client in machines.filter(|client| gate.client(client).is_ok()) {
            let subject = Subject { kind: SubjectKind::Client, id: client.id.uuid() };
            if asked.administers(subject) {
                let perhaps = |why: &str| format!("{} ({why})", client.name);
                match gate.from(client) {
                    From::Outside(_) => continue,
                    _ if has_new_secret(before, client) => told.machines_perhaps.push(perhaps("once it has its new secret")),
                    From::Inside => told.machines.push(client.name.clone()),
                    From::Unknown => told.machines_perhaps.push(perhaps("if it calls from an address on the list")),
                }
                told.machines_unknown = told.machines_unknown.or_else(|| asked.open(subject));
            }
        }
    }
    told.from_unknown = gate.addresses.have_narrowed().then(|| FROM_UNKNOWN.to_owned());
    [&mut told.people, &mut told.perhaps, &mut told.machines, &mut told.machines_perhaps]
        .into_iter()
        .for_each(|names| names.sort_unstable());
    told
}

impl Survivors {
    /// Whether they are as many as expected.
    pub fn enough(&self, expected: Expected) -> Enough {
        let can = "administer authorization and come in";
        let all = self.people.len() + self.perhaps.len();
        let machines = self.machines.len() + self.machines_perhaps.len();
        if self.machines_unknown.is_none() && machines < expected.machines {
            return Enough::No(format!("{machines} of {} machines can {can}", expected.machines));
        }
        if self.people_unknown.is_none() && all < expected.people {
            return Enough::No(format!("{all} of {} people can {can}", expected.people));
        }
        if let Some(why) = self
            .people_unknown
            .as_ref()
            .filter(|_| expected.people > 0)
            .or(self.machines_unknown.as_ref().filter(|_| expected.machines > 0))
            .or(self.from_unknown.as_ref().filter(|_| expected.people > 0))
        {
            return Enough::Unknown(why.clone());
        }
        if self.machines.len() < expected.machines {
            let text = format!(
                "of {} machines that must be able to {can}, {} certainly can; perhaps {}. From where they call is said with `networks` in \
                 the policy",
                expected.machines,
                self.machines.len(),
                self.machines_perhaps.join(", ")
            );
            return Enough::Unknown(text);
        }
        if self.people.len() < expected.people {
            let text = format!(
                "of {} people who must be able to {can}, {} certainly can; {} more if the identity provider knows them: say with \
                 --provider-domain which addresses it knows",
                expected.people,
                self.people.len(),
                self.perhaps.len()
            );
            return Enough::Unknown(text);
        }
        Enough::Yes
    }
}

struct Asked<'a> {
    catalog: &'a Catalog,
    organization: &'a Organization,
    operations: Vec<&'a Operation>,
    everywhere: Target,
    now: Timestamp,
}

impl Asked<'_> {
    fn administers(&self, subject: Subject) -> bool {
        let may = |operation: &Operation, target: Target| {
            rights(self.catalog, self.organization, subject, operation, target, self.now).verdict.is_granted()
        };
        // Most may not anywhere, and that is quickly asked.
        self.operations.iter().all(|operation| may(operation, Target::None))
            && self.operations.iter().all(|operation| may(operation, self.everywhere.clone()))
    }

    /// Why it stays open whether somebody who holds the permissions may use them.
    fn open(&self, subject: Subject) -> Option<String> {
        let missing =
            |operation: &&Operation| match rights(self.catalog, self.organization, subject, operation, self.everywhere.clone(), self.now)
                .verdict
            {
                Verdict::Unknown(missing) => Some(missing.words(self.catalog, self.organization, subject)),
                Verdict::Allow | Verdict::Deny(_) => None,
            };
        self.operations.iter().find_map(missing)
    }
}
