//! `[[client]]`: a machine client that may be there, and what is right about it.

use postern_model::{Client, Id, evidence::Authorization};
use postern_org::allowlist::Network;
use postern_written::{Fields, Problem, Said};

/// A machine client that may be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its id; a client that is made anew has another.
    pub id: Option<Id<Client>>,
    /// Its name, letter case aside; counts where there is no id.
    pub name: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// What it is for.
    pub purpose: String,
    /// The roles that it holds, no more and no fewer; absent: the policy does not say.
    pub roles: Option<Vec<RoleAt>>,
    /// Files or folders that say what it must be able to do.
    pub workloads: Vec<String>,
    /// The networks that it calls from, in CIDR notation; empty: nobody said.
    pub networks: Vec<String>,
    /// The longest life of its tokens, in seconds.
    pub token_seconds: Option<u32>,
    /// After how many days its secret must be a new one.
    pub secret_days: Option<u32>,
    /// Whether it may be as powerful as an administrator.
    pub administrator: bool,
}

/// A role in a division.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleAt {
    /// The role's name.
    pub role: String,
    /// The division's name; `*`: all.
    pub division: String,
}

impl std::fmt::Display for RoleAt {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.division.as_str() {
            "*" => write!(out, "`{}` in all divisions", self.role),
            division => write!(out, "`{}` in `{division}`", self.role),
        }
    }
}

impl Listed {
    /// Whether `client` is meant.
    pub fn is(&self, client: &Client) -> bool {
        match (self.id, &self.name) {
            (Some(id), _) => id == client.id,
            (None, Some(name)) => name.to_lowercase() == client.name.to_lowercase(),
            (None, None) => false,
        }
    }

    /// Whether the client of another organization that `authorization` let in is meant.
    pub fn lets_in(&self, authorization: &Authorization) -> bool {
        match (self.id, &self.name) {
            (Some(id), _) => id.to_string() == authorization.client.to_lowercase(),
            (None, Some(name)) => authorization.name.as_ref().is_some_and(|other| other.to_lowercase() == name.to_lowercase()),
            (None, None) => false,
        }
    }

    /// What it is called in messages: its name, else its id.
    pub fn key(&self) -> String {
        self.name.clone().or(self.id.map(|id| id.to_string())).unwrap_or_default()
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Said<Listed>> {
    let span = fields.span.clone();
    let says_roles = fields.says("roles");
    let (id, name) = (fields.text("id"), fields.text("name"));
    let owner = fields.needed("owner").value;
    let purpose = fields.needed("purpose").value;
    let held = fields.held("roles");
    let roles = held
        .into_iter()
        .map(|held| RoleAt { role: held.role.value, division: held.division.map_or_else(|| "Home".to_owned(), |division| division.value) });
    let mut roles: Vec<RoleAt> = roles.collect();
    roles.sort();
    let workloads = fields.texts("workloads").into_iter().map(|path| path.value).collect();
    let networks = networks(fields);
    let (token_seconds, secret_days) = (number(fields, "token_seconds"), number(fields, "secret_days"));
    let administrator = fields.flag("administrator").unwrap_or(false);
    fields.never("secret", "a policy holds no client secrets", "leave `secret` out; nothing here needs it");
    if id.is_none() && name.is_none() {
        let problem = Problem::new(span.clone(), "`[[client]]` needs the key `id` or the key `name`");
        fields.problem(problem.with("add `name = \"…\"`; the id is safer, for a name can be given to another client"));
    }
    let place = name.as_ref().or(id.as_ref()).map_or(span, |said| said.span.clone());
    let id = id.and_then(|said| {
        let id = Id::parse(&said.value);
        if id.is_none() {
            fields.problem(Problem::new(said.span, format!("`id` must be a client id, not `{}`", said.value)).with("it is a UUID"));
        }
        id
    });
    let listed = Listed {
        id,
        name: name.map(|name| name.value),
        owner,
        purpose,
        roles: says_roles.then_some(roles),
        workloads,
        networks,
        token_seconds,
        secret_days,
        administrator,
    };
    Some(Said { value: listed, span: place })
}

fn networks(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let mut networks = Vec::new();
    for said in fields.texts("networks") {
        if Network::parse(&said.value).is_none() {
            let problem = Problem::new(said.span, format!("`{}` is no network", said.value));
            fields.problem(problem.with("write an address with a prefix length, such as `203.0.113.0/24`"));
            continue;
        }
        networks.push(said.value);
    }
    networks
}

/// A whole number above zero.
pub(super) fn number(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<u32> {
    let number = fields.integer(key)?;
    let sensible = u32::try_from(number).ok().filter(|number| *number > 0);
    if sensible.is_none() {
        let problem = Problem::new(fields.place(key), format!("`{key}` must be a number from 1 on, not {number}"));
        fields.problem(problem);
    }
    sensible
}
