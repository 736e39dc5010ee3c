//! The certificate: one page for people. Is single sign-on the only way in, how is that known, and which machine clients go
//! on working.

mod person;
pub(crate) mod verdict;

use postern_model::{Provider, Timestamp, evidence::Piece, policy::People, settings::SsoSwitch};
use postern_org::Part;
use serde::Serialize;

pub use verdict::{ClientVerdict, Verdict};

use crate::{Finding, Needed, Severity, View};

/// One page for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// The organization's name.
    pub organization: String,
    /// Its id.
    pub organization_id: String,
    /// When.
    pub date: Timestamp,
    /// Whether single sign-on is the only way in for people.
    pub single_sign_on: SingleSignOn,
    /// What could not be read and would be needed to list every client; empty: all are listed.
    pub incomplete: Vec<String>,
    /// What has to be known besides: how old the data is, and whom nobody looked at.
    pub notes: Vec<String>,
    /// Every machine client.
    pub clients: Vec<ClientVerdict>,
    /// Numbers.
    pub counts: Counts,
}

/// Whether single sign-on is the only way in for people, and how that was established.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SingleSignOn {
    /// Whether.
    pub state: SsoState,
    /// How that was established.
    pub how: String,
}

/// Whether single sign-on is the only way in for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SsoState {
    /// It is, as far as the API shows it.
    Enforced,
    /// It is not.
    NotEnforced,
    /// It cannot be shown.
    NotProvable,
}

impl SsoState {
    /// Its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::NotEnforced => "not enforced",
            Self::NotProvable => "not provable",
        }
    }
}

/// Numbers of a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Machine clients that go on working.
    pub keep_working: usize,
    /// Those among them that do on a condition that can be read nowhere.
    pub with_condition: usize,
    /// Those that will not.
    pub will_break: usize,
    /// Those of which it cannot be told.
    pub cannot_tell: usize,
    /// Those that do not work today either, and that the policy does not ask for.
    pub off: usize,
    /// Open findings, critical.
    pub critical: usize,
    /// High.
    pub high: usize,
    /// Medium.
    pub medium: usize,
    /// Low.
    pub low: usize,
    /// What could not be told.
    pub unknown: usize,
    /// Findings that somebody put up with.
    pub accepted: usize,
}

impl Certificate {
    /// Counts findings anew.
    pub(crate) fn count(&mut self, findings: &[Finding]) {
        let open =
            |severity| findings.iter().filter(|finding| finding.is_open() && finding.is_found() && finding.severity == severity).count();
        let of = |verdict| self.clients.iter().filter(|client| client.verdict == verdict).count();
        self.counts = Counts {
            keep_working: of(Verdict::KeepsWorking),
            with_condition: self.clients.iter().filter(|client| !client.only_if.is_empty()).count(),
            will_break: of(Verdict::WillBreak),
            cannot_tell: of(Verdict::CannotTell),
            off: of(Verdict::Off),
            critical: open(Severity::Critical),
            high: open(Severity::High),
            medium: open(Severity::Medium),
            low: open(Severity::Low),
            unknown: findings.iter().filter(|finding| finding.is_open() && !finding.is_found()).count(),
            accepted: findings.iter().filter(|finding| !finding.is_open()).count(),
        };
    }

    /// Whether it certifies: single sign-on is enforced, every client is listed and goes on working, without a condition, or is off.
    pub fn holds(&self) -> bool {
        self.single_sign_on.state == SsoState::Enforced
            && self.incomplete.is_empty()
            && self.clients.iter().all(|client| matches!(client.verdict, Verdict::KeepsWorking | Verdict::Off) && client.only_if.is_empty())
    }
}

pub(crate) fn certify(view: &View<'_>, findings: &[Finding]) -> Certificate {
    let profile = view.organization.profile();
    let needed = [Needed::Part(Part::Clients), Needed::Authorizations, Needed::Part(Part::Grants), Needed::Part(Part::Roles)];
    let incomplete = needed.into_iter().filter_map(|needed| needed.missing(view)).map(|missing| missing.why).collect();
    let mut certificate = Certificate {
        organization: profile.name.clone(),
        organization_id: profile.id.to_string(),
        date: view.now,
        single_sign_on: single_sign_on(view),
        incomplete,
        notes: notes(view),
        clients: verdict::all(view),
        counts: Counts::default(),
    };
    certificate.count(findings);
    certificate
}

fn notes(view: &View<'_>) -> Vec<String> {
    let days = view.now.day() - view.taken.day();
    let age = (days > 0).then(|| format!("it was read on {}, {days} days before", view.taken.date()));
    let people: Vec<String> = view.of_people().iter().map(|client| format!("`{}`", client.name)).collect();
    let people = (!people.is_empty()).then(|| {
        format!("taken for clients of people at a browser by their grants and names (inferred), and not looked at: {}", people.join(", "))
    });
    age.into_iter().chain(people).collect()
}

fn single_sign_on(view: &View<'_>) -> SingleSignOn {
    let organization = view.organization;
    let missing = [Needed::Part(Part::Providers), Needed::Piece(Piece::NativeLogin)].into_iter().find_map(|needed| needed.missing(view));
    if let Some(missing) = missing {
        return SingleSignOn { state: SsoState::NotProvable, how: missing.why };
    }
    if organization.profile().settings.sso_switch == SsoSwitch::None {
        return SingleSignOn { state: SsoState::NotProvable, how: "nothing that the API shows is taken for the switch".to_owned() };
    }
    let wanted = if view.policy().people == People::Any { "; the policy does not ask for it" } else { "" };
    let read = "`GET /api/v2/identityproviders/purecloud`; that this is the switch *Disable Genesys Cloud Login* is inferred";
    match organization.is_sso_only() {
        true => SingleSignOn { state: SsoState::Enforced, how: format!("`disabled` is true in {read}{wanted}") },
        false => {
            let there = organization.provider(Provider::PURECLOUD).is_some();
            let how = if there { "`disabled` is not true in" } else { "there is no record that says otherwise:" };
            SingleSignOn { state: SsoState::NotEnforced, how: format!("{how} {read}{wanted}") }
        }
    }
}
