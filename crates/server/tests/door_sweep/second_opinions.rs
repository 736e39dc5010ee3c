//! The other two authorizers, asked the same about the exported snapshot.

use std::net::{IpAddr, Ipv4Addr};

use postern_catalog::{Catalog, Params, Route};
use postern_decide::{
    Credentials, Question, Rate, Target, Verdict, decide, subject_of,
    target::{self, Asking},
};
use postern_model::{Id, SignedIn, Snapshot, Timestamp, Token};
use postern_org::Organization;
use postern_testkit::{
    Answer,
    reference::{Asked, Presented, Reference, Rows},
};

use crate::{callers::Bearer, cases::Case};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

pub struct SecondOpinions<'a> {
    decider: Decider,
    reference: Reference<'a>,
}

/// `decide`, of an organization at a moment.
pub struct Decider {
    pub organization: Organization,
    /// The serial of the one revoked token; that of the others is not known outside the server, and is not this.
    revoked: u64,
    /// When the callers' tokens had their ages.
    asked: Timestamp,
    pub now: Timestamp,
}

impl Decider {
    /// Of the organization `snapshot` at `now`; callers' tokens had their ages at `asked`.
    pub fn new(snapshot: &Snapshot, asked: Timestamp, now: Timestamp) -> Self {
        let organization = Organization::from_snapshot(Catalog::builtin(), snapshot.clone()).unwrap();
        Self { organization, revoked: revoked(snapshot), asked, now }
    }

    /// The same of what the organization has become.
    pub fn of(&self, organization: Organization, now: Timestamp) -> Self {
        Self { organization, now, ..*self }
    }

    fn token(&self, case: &Case) -> Option<Token> {
        let Bearer::Token { age, revoked, .. } = case.caller.bearer else { return None };
        let serial = if revoked { self.revoked } else { self.revoked.wrapping_add(1) };
        let issued = self.asked.plus_seconds(-age);
        let (client, user) = (Id::new(case.caller.client), case.caller.person.map(Id::new));
        Some(Token { serial, client, user, signed_in: user.map(|_| SignedIn::Saml), issued, seconds: 3600, address: HERE })
    }

    /// What `decide` answers, with the whole message of a refusal.
    pub fn decide(&self, case: &Case) -> (Answer, String) {
        let catalog = Catalog::builtin();
        let (token, request) = (self.token(case), &case.request);
        let decision = decide(&Question {
            catalog,
            organization: &self.organization,
            credentials: match (&case.caller.bearer, &token) {
                (_, Some(token)) => Credentials::Token(token),
                (Bearer::Garbage(_), None) => Credentials::Garbage,
                _ => Credentials::None,
            },
            operation: Some(request.operation),
            target: self.target(case),
            address: HERE,
            rate: Rate::UNLIMITED,
            last_used: None,
            now: self.now,
        });
        let subject = token.as_ref().map(subject_of);
        let lacks = |permission| subject.is_none_or(|subject| !self.organization.holds(subject, permission));
        let message = match &decision.verdict {
            Verdict::Deny(reason) => reason.message(catalog, lacks),
            Verdict::Allow | Verdict::Unknown(_) => String::new(),
        };
        (Answer::from(&decision), message)
    }

    /// The divisions that the request of `case` touches.
    pub fn target(&self, case: &Case) -> Target {
        let request = &case.request;
        let params = match Catalog::builtin().route(request.operation.method, &request.path) {
            Route::Found { params, .. } => params,
            Route::WrongMethod | Route::NotFound => Params::default(),
        };
        target::of(&self.organization, request.operation, &Asking { params: &params, query: &[], body: request.body.as_ref() })
    }
}

fn revoked(snapshot: &Snapshot) -> u64 {
    let [(revoked, _)] = snapshot.revoked[..] else { panic!("one token was revoked, not {:?}", snapshot.revoked) };
    revoked
}

impl<'a> SecondOpinions<'a> {
    pub fn new(snapshot: &'a Snapshot, rows: &'a Rows<'a>, now: Timestamp) -> Self {
        Self { decider: Decider::new(snapshot, now, now), reference: Reference::new(rows, snapshot) }
    }

    /// What `decide` answers, with the whole message of a refusal.
    pub fn decide(&self, case: &Case) -> (Answer, String) {
        self.decider.decide(case)
    }

    /// What the reference answers.
    pub fn reference(&self, case: &Case) -> Answer {
        let token = self.decider.token(case);
        self.reference.answer(&Asked {
            presented: match (&case.caller.bearer, &token) {
                (_, Some(token)) => Presented::Token(token),
                (Bearer::Garbage(_), None) => Presented::Garbage,
                _ => Presented::Nothing,
            },
            operation: Some(case.request.operation),
            path: &case.request.path,
            query: "",
            body: case.request.body.as_ref(),
            address: HERE,
            rate: (0, 0),
            last_used: None,
            now: self.decider.now,
        })
    }
}
