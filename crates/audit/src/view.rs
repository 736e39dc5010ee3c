//! What several rules want to know.

use std::{collections::HashSet, ops::Deref};

use postern_model::{
    Client, ClientState, Evidence, GrantType, Id, Reach, Subject as Holder, SubjectKind, User, UserState,
    evidence::{Authorization, Usage},
    policy::MachineGrant,
};
use postern_org::ExternalIds;

use crate::{Inputs, Policy, Subject, policy::Listed};

/// The inputs, and what follows from them.
pub struct View<'a> {
    inputs: &'a Inputs<'a>,
    default: Policy,
    /// People for whom a client acted unattended, as usage shows.
    acted_for: HashSet<(Id<Client>, Id<User>)>,
}

impl<'a> Deref for View<'a> {
    type Target = Inputs<'a>;

    fn deref(&self) -> &Inputs<'a> {
        self.inputs
    }
}

/// Words in a client's or an account's name or description that tell of a program; inferred, and said so.
const PROGRAM_WORDS: [&str; 13] = [
    "service account",
    "unattended",
    "scheduler",
    "batch",
    "cron",
    "daemon",
    "robot",
    "kiosk",
    "pipeline",
    "integration user",
    "system account",
    "nightly",
    "wallboard",
];
/// Beginnings of addresses that programs have; inferred, and said so.
const PROGRAM_ADDRESSES: [&str; 6] = ["svc.", "svc-", "svc_", "service.", "bot.", "robot."];

impl<'a> View<'a> {
    /// What follows from the inputs.
    pub fn new(inputs: &'a Inputs<'a>) -> Self {
        let usage = inputs.evidence.and_then(|evidence| evidence.usage.known()).map_or(&[][..], Vec::as_slice);
        let acted_for = usage.iter().filter_map(|usage| Some((usage.client, usage.user?))).collect();
        Self { inputs, default: Policy::default(), acted_for }
    }

    /// The policy, or the default one.
    pub fn policy(&self) -> &Policy {
        self.inputs.policy.unwrap_or(&self.default)
    }

    /// The organization as a subject.
    pub fn organization_subject(&self) -> Subject {
        let profile = self.inputs.organization.profile();
        Subject::new("organization", profile.id, &profile.name)
    }

    /// The evidence, where it was collected.
    pub fn collected(&self) -> Option<&'a Evidence> {
        self.inputs.evidence
    }

    /// Clients of others that may be used here: those authorizations that stand, in order of the evidence.
    pub fn let_in(&self) -> impl Iterator<Item = &'a Authorization> + use<'a> {
        let organization = self.inputs.organization;
        let all = self.inputs.evidence.and_then(|evidence| evidence.authorizations.known()).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |authorization| stands(organization, authorization))
    }

    /// What a client called within the window, as far as it was read.
    pub fn usage_of(&self, client: &Client) -> impl Iterator<Item = &'a Usage> + use<'a> {
        let id = client.id;
        let all = self.inputs.evidence.and_then(|evidence| evidence.usage.known()).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |usage| usage.client == id)
    }

    /// What the policy says of a client.
    pub fn listed(&self, client: &Client) -> Option<&Listed> {
        self.policy().listed(client)
    }

    /// Clients, in order of name, but for those that are [`off`](Self::off).
    pub fn clients(&self) -> Vec<&'a Client> {
        self.sorted(|client| !self.is_off(client))
    }

    /// Clients that get no tokens and that the policy does not ask for: nobody misses them. In order of name.
    pub fn off(&self) -> Vec<&'a Client> {
        self.sorted(|client| self.is_off(client))
    }

    fn is_off(&self, client: &Client) -> bool {
        client.state != ClientState::Active && self.listed(client).is_none() && !self.inputs.workloads.contains_key(&client.id)
    }

    fn sorted(&self, wanted: impl Fn(&Client) -> bool) -> Vec<&'a Client> {
        let mut clients: Vec<_> = self.inputs.organization.clients().filter(|client| wanted(client)).collect();
        clients.sort_by_key(|client| (client.name.to_lowercase(), client.id));
        clients
    }

    /// Machine clients: those of the machine grants, and those of people's grants that programs use; in order of name.
    pub fn machines(&self) -> Vec<&'a Client> {
        let mut clients = self.clients();
        clients.retain(|client| self.is_machine(client));
        clients
    }

    /// The others: clients through which people sign in at a browser, as far as that shows; in order of name.
    pub fn of_people(&self) -> Vec<&'a Client> {
        let mut clients = self.clients();
        clients.retain(|client| !self.is_machine(client));
        clients
    }

    /// Whether a machine uses it, as far as that shows.
    pub fn is_machine(&self, client: &Client) -> bool {
        self.inputs.workloads.contains_key(&client.id) || MachineGrant::of(client.grant_type).is_some() || self.automation(client).is_some()
    }

    /// Active clients that act in their own name, so that their own grants count; in order of name.
    pub fn working(&self) -> Vec<&'a Client> {
        let mut clients = self.clients();
        clients.retain(|client| client.grant_type == GrantType::ClientCredentials && client.state == ClientState::Active);
        clients
    }

    /// Why a client of a grant for people at a browser (`CODE`, `TOKEN`) seems to be used by a program, and whether that is
    /// known, not inferred.
    pub fn automation(&self, client: &Client) -> Option<(String, bool)> {
        if !matches!(client.grant_type, GrantType::Code | GrantType::Token) {
            return None;
        }
        if self.listed(client).is_some() {
            return Some(("the policy lists it as a machine client".to_owned(), true));
        }
        let account =
            self.inputs.organization.users().find(|user| self.acted_for.contains(&(client.id, user.id)) && self.program(user).is_some());
        if let Some(user) = account {
            return Some((format!("it acted for `{}`, which is an account of a program", user.name), true));
        }
        let said = format!("{} {}", client.name, client.description.as_deref().unwrap_or_default()).to_lowercase();
        let word = PROGRAM_WORDS.into_iter().find(|word| said.contains(word))?;
        Some((format!("its name or description says `{word}`"), false))
    }

    /// Why a person seems to be the account of a program, and whether that is known, not inferred.
    pub fn program(&self, user: &User) -> Option<(String, bool)> {
        let email = user.email.to_lowercase();
        if self.policy().program_accounts.contains(&email) {
            return Some(("the policy lists it among `program_accounts`".to_owned(), true));
        }
        let name = user.name.to_lowercase();
        let word = PROGRAM_WORDS.into_iter().find(|word| name.contains(word));
        let word = word.or_else(|| PROGRAM_ADDRESSES.into_iter().find(|word| email.starts_with(word)))?;
        Some((format!("its name or address says `{word}`"), false))
    }

    /// Active people, in order of name.
    pub fn people(&self) -> impl Iterator<Item = &'a User> {
        self.inputs.organization.users().filter(|user| user.state == UserState::Active)
    }

    /// Whether the identity provider can know a person: by the domain of the address, or by an id of an outside authority.
    /// `None`: the policy does not say which domains it knows.
    pub fn matched(&self, user: &User) -> Option<bool> {
        let domains = &self.policy().email_domains;
        if domains.is_empty() {
            return None;
        }
        let domain = user.email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        let outside = ExternalIds::of(&user.other);
        Some(domain.is_some_and(|domain| domains.contains(&domain)) || outside.iter().next().is_some())
    }

    /// The name of a division, or `all divisions`.
    pub fn reach(&self, reach: Reach) -> String {
        match reach {
            Reach::All => "all divisions".to_owned(),
            Reach::Division(id) => {
                self.inputs.organization.division(id).map_or_else(|| format!("division {id}"), |division| format!("`{}`", division.name))
            }
        }
    }

    /// What `holder` holds, as words: each role and where.
    pub fn held(&self, holder: Holder) -> Vec<String> {
        let held = self.inputs.organization.holdings(holder);
        let mut held: Vec<_> = held.map(|held| format!("`{}` in {}", held.role.name, self.reach(held.grant.division))).collect();
        held.sort();
        held.dedup();
        held
    }
}

/// Whether an authorization lets in a client of others: where its state is not shown it may.
pub(crate) fn stands(organization: &postern_org::Organization, authorization: &Authorization) -> bool {
    let own = Id::parse(&authorization.client).is_some_and(|id| organization.client(id).is_some());
    !own && authorization.state.as_deref().is_none_or(|state| state == "Authorized")
}

/// A client as a holder of grants.
pub(crate) fn holder(client: &Client) -> Holder {
    Holder { kind: SubjectKind::Client, id: client.id.uuid() }
}

/// A person as a holder of grants.
pub(crate) fn person(user: &User) -> Holder {
    Holder { kind: SubjectKind::User, id: user.id.uuid() }
}
