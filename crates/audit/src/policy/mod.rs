//! `postern.toml`: what must hold in an organization, as people write it.
//!
//! It is read strictly: a key that nobody knows is a mistake with its place. Names are checked against an organization by
//! the rules, not here, so that a policy can be read by itself. JSON Schema: `docs/schema/postern.toml.json`.

mod client;
mod entry;
mod init;
mod people;
mod thresholds;
mod waiver;

use postern_model::{
    Client,
    policy::{MachineGrant, People},
};
use postern_written::{Fields, Problem, Said, parse, quoted};

pub use client::{Listed, RoleAt};
pub use init::init;
pub use people::BreakGlass;
pub use thresholds::Thresholds;
pub use waiver::Waiver;
pub(crate) use waiver::waive;

/// The owner that `--init` writes: nobody has said yet who answers for the client.
pub const UNKNOWN_OWNER: &str = "unknown";

/// What must hold in an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How people come in.
    pub people: People,
    /// E-mail domains of the people whom the identity provider knows; empty: nobody said.
    pub email_domains: Vec<String>,
    /// E-mail addresses of accounts that programs act as: nobody signs them in at the identity provider.
    pub program_accounts: Vec<String>,
    /// Names of groups whose members the identity provider decides; `*`: all of them.
    pub managed_groups: Vec<String>,
    /// Who may come in with a password on the day on which the identity provider is down.
    pub break_glass: Vec<BreakGlass>,
    /// The grants that machines may use; absent: all.
    pub machine_grants: Option<Vec<MachineGrant>>,
    /// The machine clients that may be there; nobody else may.
    pub clients: Vec<Listed>,
    /// Numbers that rules go by.
    pub thresholds: Thresholds,
    /// Findings that are put up with for a while.
    pub waivers: Vec<Waiver>,
}

impl Default for Policy {
    /// People through the identity provider, no machine client listed.
    fn default() -> Self {
        Self {
            people: People::SamlOnly,
            email_domains: Vec::new(),
            program_accounts: Vec::new(),
            managed_groups: Vec::new(),
            break_glass: Vec::new(),
            machine_grants: None,
            clients: Vec::new(),
            thresholds: Thresholds::default(),
            waivers: Vec::new(),
        }
    }
}

impl Policy {
    /// Reads a policy. `rules` are the ids that waivers may name.
    ///
    /// # Errors
    /// Every mistake in it, in order of their places.
    pub fn read(text: &str, rules: &[&str]) -> Result<Self, Vec<Problem>> {
        let tables = parse(text)?;
        let mut problems = Vec::new();
        let mut root = Fields::root(&tables, &mut problems);
        let people = root.part("people", people::People::read).unwrap_or_default();
        let machines = root.part("machines", read_grants).flatten();
        let clients = root.parts("client", client::read);
        let break_glass = root.parts("break_glass", people::read_break_glass);
        let thresholds = root.part("thresholds", thresholds::read).unwrap_or_default();
        let waivers = root.parts("waiver", |fields| waiver::read(fields, rules));
        root.finish();
        check_unique(&clients, text, &mut problems);
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            people: people.sign_in,
            email_domains: people.email_domains,
            program_accounts: people.program_accounts,
            managed_groups: people.managed_groups,
            break_glass,
            machine_grants: machines,
            clients: clients.into_iter().map(|client| client.value).collect(),
            thresholds,
            waivers,
        })
    }

    /// The entry of a client: by id, else by name.
    pub fn listed(&self, client: &Client) -> Option<&Listed> {
        self.clients.iter().find(|listed| listed.is(client))
    }
}

/// The words for grants in a policy, which are the ones of seeds, and what they mean.
const GRANTS: [(&str, MachineGrant); 3] = [
    ("client-credentials", MachineGrant::ClientCredentials),
    ("saml2-bearer", MachineGrant::Saml2Bearer),
    ("password", MachineGrant::Password),
];

/// `[machines]`: the outer option says whether the table was read, the inner one whether it limits the grants.
fn read_grants(fields: &mut Fields<'_, '_>) -> Option<Option<Vec<MachineGrant>>> {
    let limited = fields.says("grants");
    let words = GRANTS.map(|(word, _)| word);
    let said = fields.texts("grants");
    let mut grants = Vec::new();
    for Said { value, span } in said {
        match GRANTS.iter().find(|(word, _)| *word == value) {
            Some((_, grant)) => grants.push(*grant),
            None => fields.problem(wrong_word("grants", &value, span, &words)),
        }
    }
    Some(limited.then_some(grants))
}

/// A word that is none of those that there are.
fn wrong_word(key: &str, value: &str, span: postern_written::Span, words: &[&str]) -> Problem {
    let help = match postern_written::nearest(value, words.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("use one of {}", quoted(words)),
    };
    Problem::new(span, format!("`{key}` cannot be `{value}`")).with(help)
}

/// A client that is listed twice could be listed with two owners.
fn check_unique(clients: &[Said<Listed>], text: &str, problems: &mut Vec<Problem>) {
    for (at, client) in clients.iter().enumerate().filter(|(_, client)| !client.value.key().is_empty()) {
        if let Some(first) = clients[..at].iter().find(|other| other.value.key() == client.value.key()) {
            let message = format!("the client `{}` is listed twice", client.value.key());
            let help = format!("the first is in line {}", postern_written::line_of(text, first.span.start));
            problems.push(Problem::new(client.span.clone(), message).with(help));
        }
    }
}
