//! Whether a machine client goes on working once people must use single sign-on: asked is the same gate that a local
//! organization has, on a copy with the switch on, and the same decision about each operation of its workload.

use std::net::{IpAddr, Ipv4Addr};

use postern_decide::{Admission, Bar, Way, admit};
use postern_model::{
    Client, ClientState, Entropy, GrantType, Provider, SignedIn,
    evidence::{Authorization, Piece},
    policy::People,
    settings::SsoSwitch,
};
use postern_org::{Circumstances, Draft, Organization, Part};
use postern_workload::together;
use serde::Serialize;

use super::person;
use crate::{
    Needed, View,
    coverage::{self, Coverage},
};

/// Whether a machine client goes on working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does.
    KeepsWorking,
    /// It does not.
    WillBreak,
    /// It cannot be told.
    CannotTell,
    /// It does not work today either, and the policy does not ask for it.
    Off,
}

impl Verdict {
    /// Its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::KeepsWorking => "keeps working",
            Self::WillBreak => "will break",
            Self::CannotTell => "cannot tell",
            Self::Off => "is off",
        }
    }
}

/// A machine client's line of the certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientVerdict {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its grant, as the API spells it; `not shown` of a client of another organization.
    pub grant: &'static str,
    /// Who answers for it, if the policy says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whether it goes on working.
    pub verdict: Verdict,
    /// Why.
    pub because: Vec<String>,
    /// It keeps working only if this is so, which can be read nowhere; empty: without such a condition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_if: Vec<String>,
}

impl ClientVerdict {
    /// The verdict in words.
    pub fn words(&self) -> &'static str {
        if self.only_if.is_empty() { self.verdict.words() } else { "keeps working if" }
    }

    /// The conditions, then the reasons: each a sentence without a full stop.
    pub fn reasons(&self) -> impl Iterator<Item = String> {
        self.only_if.iter().map(|condition| format!("if {condition}")).chain(self.because.iter().cloned())
    }
}

/// What speaks for and against.
#[derive(Default)]
pub(super) struct Reasons {
    pub(super) keeps: Vec<String>,
    pub(super) breaks: Vec<String>,
    pub(super) open: Vec<String>,
    /// What has to be so for it to go on, and can be read nowhere.
    pub(super) only_if: Vec<String>,
}

impl Reasons {
    /// It is not let in, or it cannot be told whether it is.
    fn shut(&mut self, organization: &Organization, bar: Bar) {
        match bar.unread() {
            Some(part) => {
                let why = organization.unknown(part).unwrap_or("it is not shown");
                self.open.push(format!("whether it gets tokens cannot be told: the {} could not be read ({why})", part.name()));
            }
            None => self.breaks.push(format!("{} (`{}`)", bar.text(), bar.code())),
        }
    }
}

/// The most operations that one verdict lists.
const MOST: usize = 5;

/// Every machine client.
pub(crate) fn all(view: &View<'_>) -> Vec<ClientVerdict> {
    let locked = locked(view);
    let own = view.machines().into_iter().map(|client| of(view, locked.as_ref().unwrap_or(view.organization), client));
    let others = view.let_in().map(|authorization| of_others(view, authorization));
    let off = view.off().into_iter().filter(|client| view.is_machine(client)).map(off);
    own.chain(others).chain(off).collect()
}

/// A client that gets no tokens today and that the policy does not ask for.
fn off(client: &Client) -> ClientVerdict {
    let tokens = match client.state {
        ClientState::Disabled => "it is disabled: it gets no tokens, and those that it had have ended",
        _ => "it is inactive: it gets no tokens; those that it has may go on to their end (inferred)",
    };
    let gone = client.date_to_delete.map(|day| format!("it will be gone on {}", day.date()));
    let because = std::iter::once(tokens.to_owned()).chain(gone).collect();
    let (id, name, grant) = (client.id.to_string(), client.name.clone(), client.grant_type.name());
    ClientVerdict { id, name, grant, owner: None, verdict: Verdict::Off, because, only_if: Vec::new() }
}

/// A client of another organization that was let in here: a program may act through it for people of this one.
fn of_others(view: &View<'_>, authorization: &Authorization) -> ClientVerdict {
    let id = authorization.client.clone();
    let name = authorization.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
    let owner = view.policy().clients.iter().find(|listed| listed.lets_in(authorization)).map(|listed| listed.owner.clone());
    let (verdict, why) = match authorization.client_state {
        Some(state @ (ClientState::Disabled | ClientState::Inactive)) => {
            (Verdict::WillBreak, format!("it is of another organization, and its state is `{}`", state.name()))
        }
        Some(ClientState::Active) | None => {
            (Verdict::CannotTell, "it is of another organization: its grant, and for whom it acts, are not shown here".to_owned())
        }
    };
    ClientVerdict { id, name, grant: "not shown", owner, verdict, because: vec![why], only_if: Vec::new() }
}

/// A copy in which single sign-on is the only way in; `None`: nobody wants that.
fn locked(view: &View<'_>) -> Option<Organization> {
    if view.policy().people == People::Any {
        return None;
    }
    let circumstances = Circumstances { now: view.now, entropy: Entropy::from_seed([0; 32]), pepper: [0; 32], actor: None };
    let mut draft = Draft::new(view.organization, view.catalog, circumstances);
    let mut profile = draft.profile().clone();
    profile.settings.sso_switch = SsoSwitch::PurecloudProvider;
    // Its address list was accepted before.
    let _ = draft.put_profile(profile);
    let (id, kind) = (Provider::PURECLOUD.to_owned(), Provider::PURECLOUD.to_owned());
    draft.put_provider(Provider { id, kind, disabled: true, other: serde_json::Map::new() });
    Some(draft.finish().0)
}

fn of(view: &View<'_>, locked: &Organization, client: &Client) -> ClientVerdict {
    let mut reasons = Reasons::default();
    admission(view, locked, client, &mut reasons);
    if let Some(day) = client.date_to_delete {
        reasons.breaks.push(format!("it will be deleted on {}", day.date()));
    }
    addresses(view, client, &mut reasons);
    match client.grant_type {
        GrantType::ClientCredentials => work(view, client, &mut reasons),
        GrantType::Code | GrantType::Saml2Bearer => person::accounts(view, locked, client, &mut reasons),
        // These break above, or nobody wants the switch.
        GrantType::Password | GrantType::Token => {}
    }
    let (verdict, because, only_if) = match reasons {
        Reasons { breaks, .. } if !breaks.is_empty() => (Verdict::WillBreak, breaks, Vec::new()),
        Reasons { open, .. } if !open.is_empty() => (Verdict::CannotTell, open, Vec::new()),
        Reasons { keeps, only_if, .. } => (Verdict::KeepsWorking, keeps, only_if),
    };
    let owner = view.listed(client).map(|listed| listed.owner.clone());
    ClientVerdict {
        id: client.id.to_string(),
        name: client.name.clone(),
        grant: client.grant_type.name(),
        owner,
        verdict,
        because,
        only_if,
    }
}

/// Whether it comes in.
fn admission(view: &View<'_>, locked: &Organization, client: &Client, reasons: &mut Reasons) {
    let ask = |way, signed_in| {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        admit(&Admission { organization: locked, way, client: Some(client), user: None, signed_in, address, now: view.now }).outcome
    };
    match client.grant_type {
        GrantType::ClientCredentials => match ask(Way::ClientCredentials, None) {
            Ok(()) => reasons.keeps.push("client credentials are not touched by the switch (inferred: no person is involved)".to_owned()),
            Err(bar) => reasons.shut(locked, bar),
        },
        GrantType::Saml2Bearer => match ask(Way::Saml2Bearer, Some(SignedIn::Saml)) {
            Ok(()) => reasons.keeps.push("assertions of the identity provider go on (inferred)".to_owned()),
            Err(bar) => reasons.shut(locked, bar),
        },
        GrantType::Password => match ask(Way::PasswordGrant, Some(SignedIn::Password)) {
            Err(bar) => reasons.shut(locked, bar),
            Ok(()) => {
                reasons.keeps.push("the policy does not ask for the switch, so passwords go on".to_owned());
                reasons.only_if.push("the platform still takes the password grant, which it does not announce any more".to_owned());
            }
        },
        GrantType::Token => {
            let end = view.organization.profile().settings.implicit_end_date;
            reasons
                .breaks
                .push(format!("the implicit grant ends on {end} (setting `implicit.end-date`: the days that were announced differ)"));
            if let Err(bar) = ask(Way::Implicit, Some(SignedIn::Saml)) {
                reasons.shut(locked, bar);
            }
        }
        // Whether its account comes in is asked of the account.
        GrantType::Code => match ask(Way::RefreshToken, Some(SignedIn::Saml)) {
            Err(bar) => reasons.shut(locked, bar),
            Ok(()) if locked.is_sso_only() => {
                reasons.keeps.push("the switch does not end what began at the identity provider (inferred)".to_owned());
            }
            Ok(()) if locked.is_sso_only_unread() => reasons.shut(locked, Bar::Unread(Part::Providers)),
            Ok(()) => reasons.keeps.push("the policy does not ask for the switch, and it is off".to_owned()),
        },
    }
}

/// Whether its requests are let in from where it is.
fn addresses(view: &View<'_>, client: &Client, reasons: &mut Reasons) {
    if let Some(missing) = Needed::Piece(Piece::Authentication).missing(view) {
        return reasons.open.push(missing.why);
    }
    let list = view.organization.allowlist();
    let networks = view.listed(client).map_or(&[][..], |listed| &listed.networks);
    if list.is_empty() {
        return;
    }
    let outside = view.organization.allowlist().outside(networks);
    match (networks.is_empty(), outside.is_empty()) {
        (true, _) => reasons.open.push("there is an IP address allowlist, and nobody says from which networks it calls".to_owned()),
        (_, true) => reasons.keeps.push("its networks are on the IP address allowlist".to_owned()),
        (_, false) => reasons.breaks.push(format!("it calls from {}, which the IP address allowlist does not hold", outside.join(", "))),
    }
}

/// Whether it may do what it has to.
fn work(view: &View<'_>, client: &Client, reasons: &mut Reasons) {
    if let Some(missing) = [Part::Grants, Part::Roles].into_iter().find_map(|part| Needed::Part(part).missing(view)) {
        return reasons.open.push(missing.why);
    }
    let none = view.organization.own_holdings(client.id.uuid()).next().is_none();
    let workload = match coverage::workload(view, client) {
        Ok(workload) => workload,
        Err(_) if none => {
            return reasons.breaks.push("it holds no role: every operation that wants a permission is refused, today too".to_owned());
        }
        Err(why) => return reasons.open.push(why),
    };
    let (mut refused, mut open) = (Vec::new(), Vec::new());
    for need in &workload.needs {
        let shown = coverage::shown(view, need);
        match coverage::cover(view, client, need) {
            Coverage::Covered => {}
            Coverage::Lacking { words, permissions } if permissions.is_empty() => refused.push(format!("{shown} is refused: {words}")),
            Coverage::Lacking { permissions, .. } => refused.push(format!("{shown} is refused: it lacks {}", permissions.join(", "))),
            Coverage::OnlyElsewhere { needed, held } => {
                refused.push(format!("{shown} is needed in {needed}, and may be done in {} only", held.join(", ")));
            }
            Coverage::CannotTell(why) => open.push((shown, why)),
        }
    }
    let mut open = together(open);
    open.extend(workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)));
    reasons.breaks.extend(shortened(refused));
    reasons.open.extend(shortened(open));
    reasons.keeps.push(permitted(workload.needs.len()));
}

/// That all of so many operations are permitted, in words.
pub(super) fn permitted(operations: usize) -> String {
    match operations {
        1 => "the one operation of its workload is permitted".to_owned(),
        many => format!("all {many} operations of its workload are permitted"),
    }
}

pub(super) fn shortened(mut texts: Vec<String>) -> Vec<String> {
    texts.dedup();
    let more = texts.len().saturating_sub(MOST);
    texts.truncate(MOST);
    if more > 0 {
        texts.push(format!("and {more} more like these"));
    }
    texts
}
