//! A second authorizer, slow and obvious, written from the documentation and the catalogue's rows alone: sets of
//! permission names and loops over a snapshot. It shares no code with `postern_decide`, which must agree with it.
//!
//! Where it stands on an inferred rule, `docs/FIDELITY.md` has the row.

mod places;
mod rows;
mod stored;

use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
};

use postern_catalog::{Need, Operation};
use postern_model::{Client, ClientState, Fact, SignedIn, Snapshot, Timestamp, Token, User, UserState};
use serde_json::Value;
use uuid::Uuid;

pub use rows::Rows;
use rows::{names_of, permissions_of};
pub use stored::place;

use crate::Answer;

/// What the caller presents.
#[derive(Clone, Copy, Debug)]
pub enum Presented<'a> {
    /// No bearer token.
    Nothing,
    /// A bearer token that is not one of ours.
    Garbage,
    /// A token of ours.
    Token(&'a Token),
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What the caller presents.
    pub presented: Presented<'a>,
    /// The operation; `None` when no operation has the method and path.
    pub operation: Option<&'a Operation>,
    /// The path.
    pub path: &'a str,
    /// The query, as it stands behind the `?`.
    pub query: &'a str,
    /// The JSON body.
    pub body: Option<&'a Value>,
    /// Where it comes from.
    pub address: IpAddr,
    /// Requests in this minute, this one included, and how many are allowed (0: any number).
    pub rate: (u32, u32),
    /// When the token was used last.
    pub last_used: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
}

/// A check that does not pass ends the request with its answer.
type Check = Result<(), Answer>;

/// The authorizer for one snapshot.
pub struct Reference<'a> {
    rows: &'a Rows<'a>,
    snapshot: &'a Snapshot,
    /// The names of the permissions of each role.
    held: HashMap<Uuid, HashSet<&'a str>>,
}

impl<'a> Reference<'a> {
    /// The authorizer for `snapshot`.
    pub fn new(rows: &'a Rows<'a>, snapshot: &'a Snapshot) -> Self {
        let roles = snapshot.roles.known().map(Vec::as_slice).unwrap_or_default();
        let held = roles.iter().map(|role| (role.id.uuid(), permissions_of(role, &rows.names))).collect();
        Self { rows, snapshot, held }
    }

    /// What `asked` gets.
    pub fn answer(&self, asked: &Asked<'_>) -> Answer {
        match self.check(asked) {
            Ok(()) => Answer::Admitted,
            Err(answer) => answer,
        }
    }

    fn check(&self, asked: &Asked<'_>) -> Check {
        let token = match asked.presented {
            Presented::Nothing => return Err(Answer::Refused(401, "authentication.required")),
            Presented::Garbage => return Err(Answer::Refused(401, "bad.credentials")),
            Presented::Token(token) => token,
        };
        self.token(asked, token)?;
        let order = self.snapshot.organization.settings.get("check-order").unwrap_or_default();
        for name in order.split(',') {
            match name {
                "ip" => self.address(asked, token)?,
                "rate" if asked.rate.1 > 0 && asked.rate.0 > asked.rate.1 => {
                    return Err(Answer::Refused(429, "too.many.requests.retry.after"));
                }
                "route" if asked.operation.is_none() => return Err(Answer::Refused(404, "not.found")),
                "scope" => self.scope(asked, token)?,
                "permission" => self.permission(asked, token)?,
                "user-context" if token.user.is_none() && asked.operation.is_some_and(|operation| operation.user_context) => {
                    return Err(Answer::Refused(400, "not.a.user"));
                }
                "division" => self.division(asked, token)?,
                // Access policies are not imitated.
                _ => {}
            }
        }
        Ok(())
    }

    /// The token is alive, and so are its client and its person.
    fn token(&self, asked: &Asked<'_>, token: &Token) -> Check {
        let bad = Err(Answer::Refused(401, "bad.credentials"));
        let organization = &self.snapshot.organization;
        let clients = read(&self.snapshot.clients)?;
        let Some(client): Option<&Client> = clients.iter().find(|client| client.id == token.client) else { return bad };
        let over = token.issued.0 + i64::from(token.seconds) * 1000 <= asked.now.0;
        let revoked = self.snapshot.revoked.iter().any(|(serial, _)| *serial == token.serial);
        // Nothing idles from before it was given, used, or the timeout switched on.
        let mut awake = vec![token.issued.0];
        awake.extend(asked.last_used.map(|used| used.0));
        awake.extend(organization.idle.since.map(|since| since.0));
        let awake = awake.into_iter().max().unwrap_or_default();
        let ends = awake + i64::from(organization.idle.idle_token_timeout_seconds) * 1000;
        let idle = organization.idle.enable_idle_token_timeout && ends <= asked.now.0;
        let refused_state = match client.state {
            ClientState::Active => false,
            ClientState::Disabled => true,
            ClientState::Inactive => self.setting("clients.inactive-tokens") == "refuse",
        };
        let cut_off = client.tokens_from.is_some_and(|from| token.issued.0 < from.0);
        if over || revoked || idle || refused_state || cut_off {
            return bad;
        }
        let Some(id) = token.user else { return Ok(()) };
        let users = read(&self.snapshot.users)?;
        let Some(user): Option<&User> = users.iter().find(|user| user.id == id) else { return bad };
        let refused_state = match user.state {
            UserState::Active => false,
            UserState::Deleted => true,
            UserState::Inactive => self.setting("users.inactive-tokens") == "refuse",
        };
        if refused_state || user.tokens_from.is_some_and(|from| token.issued.0 < from.0) {
            return bad;
        }
        // The platform's own login is disabled, and the person came in by it.
        if token.signed_in == Some(SignedIn::Password)
            && self.setting("sso.existing-sessions") == "refuse"
            && self.setting("sso.switch") == "purecloud-provider"
            && read(&self.snapshot.providers)?.iter().any(|provider| provider.id == "purecloud" && provider.disabled)
        {
            return bad;
        }
        Ok(())
    }

    fn address(&self, asked: &Asked<'_>, token: &Token) -> Check {
        let list = &self.snapshot.organization.authentication.ip_address_allowlist;
        let on_list = |address: IpAddr| list.is_empty() || list.iter().any(|network| inside(network, address.to_canonical()));
        let given_elsewhere = self.setting("ip-allowlist.issued-elsewhere") == "refuse" && !on_list(token.address);
        if on_list(asked.address) && !given_elsewhere { Ok(()) } else { Err(Answer::Refused(401, "ip.not.authorized")) }
    }

    /// Scopes bind people's tokens only, where the organization enforces them.
    fn scope(&self, asked: &Asked<'_>, token: &Token) -> Check {
        let wanted = asked.operation.map(|operation| operation.scopes).unwrap_or_default();
        if self.setting("scopes.enforce") != "yes" || token.user.is_none() || wanted.is_empty() {
            return Ok(());
        }
        let clients = read(&self.snapshot.clients)?;
        let granted: Vec<&String> = clients.iter().filter(|client| client.id == token.client).flat_map(|client| &client.scope).collect();
        let fits = wanted.iter().any(|scope| granted.iter().any(|granted| granted == scope));
        if fits { Ok(()) } else { Err(Answer::Refused(403, "app.not.authorized.for.scope")) }
    }

    /// The permissions are held somewhere.
    fn permission(&self, asked: &Asked<'_>, token: &Token) -> Check {
        let Some(operation) = asked.operation else { return Ok(()) };
        let code = match operation.need {
            Need::None => return Ok(()),
            Need::Unknown => return Err(Answer::Unknown),
            Need::Any => "missing.any.permissions",
            Need::All => "missing.permissions",
        };
        let mut somewhere = HashSet::new();
        for (_, names) in self.held_by(token)? {
            somewhere.extend(names);
        }
        if self.satisfied(operation, &somewhere) || self.is_admin(&somewhere) { Ok(()) } else { Err(Answer::Refused(403, code)) }
    }

    /// The permissions are held in every division of what is asked for; those that are not looked at per division count
    /// from anywhere.
    fn division(&self, asked: &Asked<'_>, token: &Token) -> Check {
        let Some(operation) = asked.operation else { return Ok(()) };
        if !matches!(operation.need, Need::Any | Need::All) {
            return Ok(());
        }
        let divisions = self.divisions_of(asked, operation)?;
        if divisions.is_empty() {
            return Ok(());
        }
        let grants = self.held_by(token)?;
        let somewhere: HashSet<&str> = grants.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        if self.is_admin(&somewhere) {
            return Ok(());
        }
        for division in divisions {
            let here = grants.iter().filter(|(reach, _)| reach == "*" || *reach == division.to_string());
            let here: HashSet<&str> = here.flat_map(|(_, names)| names.iter().copied()).collect();
            let counts: HashSet<&str> =
                somewhere.iter().copied().filter(|name| here.contains(name) || !self.rows.aware.contains(name)).collect();
            if !self.satisfied(operation, &counts) {
                let several = operation.need == Need::Any && operation.permissions.len() > 1;
                let code = if several { "missing.any.division.permissions" } else { "missing.division.permission" };
                return Err(Answer::Refused(403, code));
            }
        }
        Ok(())
    }

    fn satisfied(&self, operation: &Operation, held: &HashSet<&str>) -> bool {
        let mut listed = names_of(self.rows.catalog, operation);
        match operation.need {
            Need::All => listed.all(|name| held.contains(name)),
            _ => listed.any(|name| held.contains(name)),
        }
    }

    fn is_admin(&self, held: &HashSet<&str>) -> bool {
        self.setting("permissions.admin-overrides-all") == "yes" && held.contains("admin")
    }

    /// Every grant that counts for the token: a division or `*`, and the names of the role's permissions.
    fn held_by(&self, token: &Token) -> Result<Vec<(String, &HashSet<&'a str>)>, Answer> {
        read(&self.snapshot.roles)?;
        let mut subjects = vec![token.user.map_or(token.client.uuid(), |user| user.uuid())];
        if let Some(id) = token.user {
            let groups = read(&self.snapshot.groups)?;
            let person = read(&self.snapshot.users)?.iter().find(|user| user.id == id);
            for group in person.map(|person| person.groups.as_slice()).unwrap_or_default() {
                if groups.iter().any(|known| known.id == *group && known.roles_enabled) {
                    subjects.push(group.uuid());
                }
            }
        }
        let mut held = Vec::new();
        for grants in read(&self.snapshot.grants)? {
            if subjects.contains(&grants.subject.id) {
                for grant in &grants.grants {
                    if let Some(names) = self.held.get(&grant.role.uuid()) {
                        held.push((grant.division.to_string(), names));
                    }
                }
            }
        }
        Ok(held)
    }

    fn setting(&self, key: &str) -> String {
        self.snapshot.organization.settings.get(key).unwrap_or_default()
    }
}

fn read<T>(fact: &Fact<Vec<T>>) -> Result<&[T], Answer> {
    fact.known().map(Vec::as_slice).ok_or(Answer::Unknown)
}

/// Whether an address is inside a network, digit by binary digit.
fn inside(network: &str, address: IpAddr) -> bool {
    let (base, length) = network.split_once('/').unwrap_or((network, "128"));
    let (Ok(base), Ok(length)) = (base.trim().parse::<IpAddr>(), length.trim().parse::<usize>()) else { return false };
    let (base, address) = (digits(base), digits(address));
    base.len() == address.len() && base.chars().zip(address.chars()).take(length).all(|(left, right)| left == right)
}

fn digits(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{:032b}", u32::from(address)),
        IpAddr::V6(address) => format!("{:0128b}", u128::from(address)),
    }
}
