//! Who comes in, and how: people through an identity provider or with a password, programs by their grant.
//!
//! The organization's rules are [`postern_decide::admit`]'s. Whether an identity provider knows a person is not in an
//! organization's state; what speaks for it is said, and where nothing does it stays *perhaps*.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
};

use postern_decide::{Admission, Bar, Way, admit};
use postern_model::{Client, GrantType, SignedIn, Subject, SubjectKind, Timestamp, User, UserState};
use postern_org::{ExternalIds, Organization, Part};
use serde::Serialize;

use crate::{
    address::{Addresses, From},
    names,
};

/// Whether somebody comes in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "because")]
pub enum Open {
    /// Yes; the text says what speaks for it.
    Yes(String),
    /// As far as the organization goes; the text says what has to be so besides.
    Perhaps(String),
    /// No; the text says why.
    No(String),
    /// It cannot be told; the text says why.
    Unknown(String),
}

impl Open {
    /// Whether it is shut for certain.
    pub const fn is_no(&self) -> bool {
        matches!(self, Self::No(_))
    }

    /// The text that goes with it.
    pub fn because(&self) -> &str {
        match self {
            Self::Yes(text) | Self::Perhaps(text) | Self::No(text) | Self::Unknown(text) => text,
        }
    }
}

/// A person's ways in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// Through an identity provider.
    pub provider: Open,
    /// With e-mail address and password.
    pub password: Open,
}

impl Ways {
    /// Whether every way is shut.
    pub fn are_shut(&self) -> bool {
        self.provider.is_no() && self.password.is_no()
    }

    /// The way that is left, which may be open: through an identity provider rather than with a password.
    pub const fn left(&self) -> &Open {
        if self.provider.is_no() { &self.password } else { &self.provider }
    }

    /// Whether one way is open for certain.
    pub fn are_certain(&self) -> bool {
        matches!(self.provider, Open::Yes(_)) || matches!(self.password, Open::Yes(_))
    }
}

/// How to find out who comes in: an organization, and what is known beside it.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// Domains of e-mail addresses that the identity provider knows, if somebody said so.
    pub domains: Option<&'a [String]>,
    /// Whether sign-ins of before speak for sign-ins of now: the providers that were enabled still are.
    pub same_providers: bool,
    /// From where requests come.
    pub addresses: Addresses<'a>,
    /// Now.
    pub now: Timestamp,
}

impl Gate<'_> {
    /// From where a client calls.
    pub fn from(&self, client: &Client) -> From {
        self.addresses.client(self.organization, client)
    }

    fn admits(&self, way: Way, client: Option<&Client>, user: Option<&User>, signed_in: Option<SignedIn>) -> Result<(), Bar> {
        let (organization, now) = (self.organization, self.now);
        admit(&Admission { organization, way, client, user, signed_in, address: IpAddr::V4(Ipv4Addr::LOCALHOST), now }).outcome
    }

    /// How a person comes in.
    pub fn person(&self, user: &User) -> Ways {
        let refused = |bar: Bar| self.unread(bar).map_or_else(|| Open::No(bar.text().to_owned()), Open::Unknown);
        let by = |way, signed_in| self.admits(way, None, Some(user), Some(signed_in));
        let unread = names::unread(self.organization, &[Part::Providers]).map(Open::Unknown);
        let provider = match by(Way::SamlLogin, SignedIn::Saml) {
            Err(bar) => refused(bar),
            Ok(()) => unread.unwrap_or_else(|| self.known(user)),
        };
        let password = match by(Way::PasswordLogin, SignedIn::Password) {
            // A local organization takes none; elsewhere people have one (facts: sign-in settings).
            Err(Bar::SecondFactor) => Open::Perhaps("if there is a password, and a second factor at hand".to_owned()),
            Err(bar) => refused(bar),
            Ok(()) => match user.last_login {
                Some(_) => Open::Yes("signed in with a password before".to_owned()),
                None => Open::Perhaps("if there is a password".to_owned()),
            },
        };
        Ways { provider, password }
    }

    /// Why it cannot be told whether somebody comes in, if that is why they do not.
    pub fn unread(&self, bar: Bar) -> Option<String> {
        let part = bar.unread()?;
        let why = self.organization.unknown(part).unwrap_or("the platform's own login is not shown");
        Some(format!("{} could not be read: {why}", part.name()))
    }

    /// Whether it is certain that a client gets no tokens, and by which rule.
    pub fn shut(&self, client: &Client) -> Option<Bar> {
        self.client(client).err().filter(|bar| bar.unread().is_none())
    }

    /// Whether an enabled identity provider knows the person.
    fn known(&self, user: &User) -> Open {
        let mut enabled = self.organization.third_party_providers().filter(|provider| !provider.disabled).peekable();
        if enabled.peek().is_none() {
            return Open::No("no identity provider is enabled".to_owned());
        }
        let ids = ExternalIds::of(&user.other);
        let issuer =
            |provider: &postern_model::Provider| provider.other.get("issuerURI").and_then(|issuer| issuer.as_str()).map(str::to_owned);
        if let Some(provider) = enabled.find(|provider| issuer(provider).is_some_and(|issuer| ids.key(&issuer).is_some())) {
            return Open::Yes(format!("has an external id of `{}`", provider.id));
        }
        if let Some(domains) = self.domains {
            let domain = domain(user);
            return match domains.iter().any(|known| known.eq_ignore_ascii_case(domain)) {
                true => Open::Yes(format!("the identity provider is said to know addresses of `{domain}`")),
                false => Open::No(format!("the identity provider is said not to know addresses of `{domain}`")),
            };
        }
        let without_password = user.last_token.is_some_and(|token| user.last_login.is_none_or(|login| login < token));
        match self.same_providers && without_password {
            true => Open::Yes("got a token later than any sign-in with a password (inferred)".to_owned()),
            false => Open::Perhaps(format!("if the identity provider knows `{}`", user.email)),
        }
    }

    /// Whether a client gets tokens by its grant, for people who come through an identity provider where people are involved.
    pub fn client(&self, client: &Client) -> Result<(), Bar> {
        let (way, signed_in) = match client.grant_type {
            GrantType::ClientCredentials => (Way::ClientCredentials, None),
            GrantType::Code => (Way::AuthorizationCode, Some(SignedIn::Saml)),
            GrantType::Token => (Way::Implicit, Some(SignedIn::Saml)),
            GrantType::Saml2Bearer => (Way::Saml2Bearer, Some(SignedIn::Saml)),
            GrantType::Password => (Way::PasswordGrant, Some(SignedIn::Password)),
        };
        self.admits(way, Some(client), None, signed_in)
    }
}

/// The part of an e-mail address after the last `@`.
pub fn domain(user: &User) -> &str {
    user.email.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether every identity provider that was enabled still is, with the record that it had.
pub fn same_providers(before: &Organization, after: &Organization) -> bool {
    before.third_party_providers().filter(|provider| !provider.disabled).all(|provider| after.provider(&provider.id) == Some(provider))
}

/// A person whose ways in have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// The person's name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// Before.
    pub before: Ways,
    /// After.
    pub after: Ways,
}

/// A client that got tokens before and does not after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stopped {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its grant.
    pub grant: String,
    /// The reason's code, which has a page in `docs/reasons/`.
    pub code: String,
    /// Why.
    pub because: String,
}

/// Who came in before, and who does after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// How many people there were before.
    pub people: usize,
    /// Had a way in, have none.
    pub shut_out: Vec<Moved>,
    /// Lose the way by which they came in, or may have, and nothing says for certain that the way that is left is open to them.
    pub at_risk: Vec<Moved>,
    /// How many lose the password but come in through an identity provider that knows them.
    pub password_only_lost: usize,
    /// Had no way in, have one.
    pub let_in: Vec<Moved>,
    /// People who depend on an identity provider that nothing is known about, by domain of their address.
    pub unproven: BTreeMap<String, usize>,
    /// Clients that get no tokens any more.
    pub stopped: Vec<Stopped>,
    /// Why nothing can be said about people, if so.
    pub people_unknown: Option<String>,
    /// Why it cannot be told from where people come in, if so.
    pub from_unknown: Option<String>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// Compares the ways in of everybody.
pub fn compare(before: &Gate<'_>, after: &Gate<'_>) -> SignIn {
    let mut told = SignIn { notes: notes(before.organization, after.organization), ..SignIn::default() };
    told.people_unknown = names::unread(before.organization, &[Part::Users, Part::Providers]);
    for old in before.organization.users() {
        told.people += 1;
        let Some(new) = after.organization.user(old.id) else { continue };
        person(&mut told, old, (before.person(old), after.person(new)), new.state, after.same_providers);
    }
    for old in before.organization.clients().filter(|client| before.shut(client).is_none()) {
        let new = after.organization.client(old.id);
        if let Some(why) = new.and_then(|client| after.unread(after.client(client).err()?)) {
            told.notes.push(format!("whether client `{}` gets tokens cannot be told: {why}", old.name));
        }
        let Some((code, because)) = refused(before, after, old) else { continue };
        let (name, id, grant) = (old.name.clone(), old.id.to_string(), old.grant_type.name().to_owned());
        told.stopped.push(Stopped { name, id, grant, code, because });
    }
    told.from_unknown = after.addresses.have_narrowed().then(|| FROM_UNKNOWN.to_owned());
    told
}

/// Who is let in again: people who are active, and clients that get tokens, and were there before but did not.
pub fn back(before: &Gate<'_>, after: &Gate<'_>) -> Vec<Subject> {
    let was = |user: &User| before.organization.user(user.id).is_some_and(|old| old.state != UserState::Active);
    let people = after.organization.users().filter(|user| user.state == UserState::Active && was(user));
    let got_none = |client: &Client| before.organization.client(client.id).is_some_and(|old| before.shut(old).is_some());
    let clients = after.organization.clients().filter(|client| after.shut(client).is_none() && got_none(client));
    let person = people.map(|user| Subject { kind: SubjectKind::User, id: user.id.uuid() });
    person.chain(clients.map(|client| Subject { kind: SubjectKind::Client, id: client.id.uuid() })).collect()
}

/// Whether a client comes in only once it has a secret that it did not have before.
pub fn has_new_secret(before: &Organization, client: &Client) -> bool {
    before.client(client.id).is_some_and(|old| (old.secret_made, old.secret_hash) != (client.secret_made, client.secret_hash))
}

/// Why nobody says whether people come in under a list of addresses that has become narrower.
pub const FROM_UNKNOWN: &str = "the IP address allowlist becomes narrower, and from where people come in is not in this data";

/// By which reason, and why, a client that came in before does not after: it is gone, or it gets no token, or it calls from where
/// nobody is let in any more.
pub fn refused(before: &Gate<'_>, after: &Gate<'_>, old: &Client) -> Option<(String, String)> {
    let told = |code: &str, because: &str| Some((code.to_owned(), because.to_owned()));
    let Some(new) = after.organization.client(old.id) else { return told("client.gone", "it is deleted") };
    if let Some(bar) = after.shut(new) {
        return told(bar.code(), bar.text());
    }
    match (before.from(old), after.from(new)) {
        (From::Outside(_), _) => None,
        (_, From::Outside(why)) => told("ip.not.authorized", &why),
        _ => None,
    }
}

fn person(told: &mut SignIn, user: &User, (before, after): (Ways, Ways), state: UserState, same_providers: bool) {
    if state == UserState::Active && after.password.is_no() && matches!(after.provider, Open::Perhaps(_)) {
        *told.unproven.entry(domain(user).to_owned()).or_default() += 1;
    }
    let moved = |before, after| Moved { name: user.name.clone(), email: user.email.clone(), before, after };
    if !before.are_shut() && after.are_shut() {
        told.shut_out.push(moved(before, after));
    } else if before.are_shut() && !after.are_shut() {
        told.let_in.push(moved(before, after));
    } else if !before.are_shut() {
        let lost = |way: fn(&Ways) -> &Open| !way(&before).is_no() && way(&after).is_no();
        let lost_password = lost(|ways| &ways.password);
        if !after.are_certain() && (before.are_certain() || !same_providers || lost_password || lost(|ways| &ways.provider)) {
            told.at_risk.push(moved(before, after));
        } else if lost_password {
            told.password_only_lost += 1;
        }
    }
}

fn notes(before: &Organization, after: &Organization) -> Vec<String> {
    let mut notes = Vec::new();
    let (old, new) = (before.profile(), after.profile());
    let networks = &new.authentication.ip_address_allowlist;
    if old.authentication.ip_address_allowlist != *networks {
        notes.push(match networks.is_empty() {
            true => "requests may come from any address".to_owned(),
            false => format!("requests from outside {} are refused with 401 ip.not.authorized, programs' too", networks.join(", ")),
        });
    }
    if new.idle.enable_idle_token_timeout && old.idle != new.idle {
        let seconds = new.idle.idle_token_timeout_seconds;
        notes.push(format!("tokens that are not used for {seconds} seconds end, programs' too"));
    }
    if !old.settings.scopes_enforce && new.settings.scopes_enforce {
        notes.push("tokens of people are held to the scopes of their client; client credentials are not".to_owned());
    }
    notes
}
