//! Random organizations and requests. A [`Plan`] is what proptest makes up and shrinks; a [`Scene`] is what it stands for.

mod build;
mod plan;

use std::{collections::BTreeMap, net::IpAddr};

use postern_catalog::{Catalog, Operation, Route};
use postern_decide::{
    Credentials, Decision, Question, Rate, Target, decide, rights,
    target::{self, Asking},
};
use postern_model::{Fact, Snapshot, Timestamp, Token, evidence::Piece};
use postern_org::{Organization, Part};
use postern_testkit::{
    Answer,
    reference::{Asked, Presented, Reference, Rows},
    sample,
};
use serde_json::Value;

use plan::Shown;
pub use plan::{Plan, leads_elsewhere, plans};

/// A plan carried out.
pub struct Scene {
    pub organization: Organization,
    pub token: Option<Token>,
    pub shown: Shown,
    pub operation: Option<&'static Operation>,
    path: String,
    query: Option<(&'static str, String)>,
    body: Option<Value>,
    address: IpAddr,
    rate: (u32, u32),
    last_used: Option<Timestamp>,
}

impl Scene {
    /// What `decide` answers.
    pub fn decide(&self) -> Decision {
        self.decide_in(&self.organization)
    }

    /// What `decide` answers when the organization is `organization`.
    pub fn decide_in(&self, organization: &Organization) -> Decision {
        decide(&Question {
            catalog: Catalog::builtin(),
            organization,
            credentials: match (self.shown, &self.token) {
                (_, Some(token)) => Credentials::Token(token),
                (Shown::Garbage, None) => Credentials::Garbage,
                _ => Credentials::None,
            },
            operation: self.operation,
            target: self.target_in(organization),
            address: self.address,
            rate: Rate { count: self.rate.0, allowed: self.rate.1, reset: 30 },
            last_used: self.last_used,
            now: sample::NOW,
        })
    }

    fn query(&self) -> Vec<(&str, &str)> {
        self.query.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// What the request touches when the organization is `organization`.
    pub fn target_in(&self, organization: &Organization) -> Target {
        let Some(operation) = self.operation else { return Target::None };
        let Route::Found { params, .. } = Catalog::builtin().route(operation.method, &self.path) else { return Target::None };
        let query = self.query();
        target::of(organization, operation, &Asking { params: &params, query: &query, body: self.body.as_ref() })
    }

    /// What the grants alone allow, by the same organization, operation and target.
    pub fn rights(&self) -> Option<(Decision, Decision)> {
        let (operation, token) = (self.operation?, self.token?);
        let target = self.target_in(&self.organization);
        let subject = postern_decide::subject_of(&token);
        Some((self.decide(), rights(Catalog::builtin(), &self.organization, subject, operation, target, sample::NOW)))
    }

    /// What the reference answers.
    pub fn reference(&self, rows: &Rows<'_>, snapshot: &Snapshot) -> Answer {
        let query = self.query.as_ref().map(|(name, value)| format!("{name}={value}")).unwrap_or_default();
        Reference::new(rows, snapshot).answer(&Asked {
            presented: match (self.shown, &self.token) {
                (_, Some(token)) => Presented::Token(token),
                (Shown::Garbage, None) => Presented::Garbage,
                _ => Presented::Nothing,
            },
            operation: self.operation,
            path: &self.path,
            query: &query,
            body: self.body.as_ref(),
            address: self.address,
            rate: self.rate,
            last_used: self.last_used,
            now: sample::NOW,
        })
    }

    pub fn snapshot(&self) -> Snapshot {
        self.organization.snapshot(sample::NOW)
    }
}

/// Every part that a snapshot may lack.
pub const PARTS: [Part; 10] = [
    Part::Divisions,
    Part::Roles,
    Part::Grants,
    Part::Users,
    Part::Groups,
    Part::Clients,
    Part::Providers,
    Part::Authentication,
    Part::IdleTimeout,
    Part::Resources,
];

/// `snapshot` with a part replaced: unread, or read and empty.
pub fn without(snapshot: &mut Snapshot, part: Part, unread: bool) {
    fn fact<T>(unread: bool) -> Fact<Vec<T>> {
        if unread { Fact::Unknown("not read".to_owned()) } else { Fact::Known(Vec::new()) }
    }
    match part {
        Part::Divisions => snapshot.divisions = fact(unread),
        Part::Roles => snapshot.roles = fact(unread),
        Part::Grants => snapshot.grants = fact(unread),
        Part::Users => snapshot.users = fact(unread),
        Part::Groups => snapshot.groups = fact(unread),
        Part::Clients => snapshot.clients = fact(unread),
        Part::Providers => snapshot.providers = fact(unread),
        Part::Authentication if unread => {
            let evidence = snapshot.evidence.get_or_insert_with(sample::evidence);
            evidence.unread.insert(Piece::Authentication, "not read".to_owned());
            // What stands there says nothing: the record has its defaults.
            snapshot.organization.authentication.ip_address_allowlist.clear();
        }
        Part::Authentication => snapshot.organization.authentication.ip_address_allowlist.clear(),
        Part::IdleTimeout => {
            snapshot.organization.idle.enable_idle_token_timeout = false;
            if unread {
                let evidence = snapshot.evidence.get_or_insert_with(sample::evidence);
                evidence.unread.insert(Piece::IdleTimeout, "not read".to_owned());
            }
        }
        Part::Resources if unread => snapshot.resources = Fact::Unknown("not read".to_owned()),
        Part::Resources => snapshot.resources = Fact::Known(BTreeMap::new()),
    }
}
