//! What a token request was asked, step by step, until its decision is kept.

use axum::http::Method;
use postern_model::{Client, Id, Subject, SubjectKind, User};
use uuid::Uuid;

use super::refused::Denied;
use crate::{
    decisions::{Entry, EntryRefusal, Record, What},
    login::steps::Steps,
    platform::Platform,
};

/// The steps so far, and who is known by now.
#[derive(Default)]
pub(super) struct Trace {
    tenant: usize,
    client: Option<Uuid>,
    subject: Option<Subject>,
    pub(super) steps: Steps,
}

impl Trace {
    pub(super) fn client(&mut self, tenant: usize, client: Id<Client>) {
        self.tenant = tenant;
        self.client = Some(client.uuid());
    }

    pub(super) fn user(&mut self, user: Id<User>) {
        self.subject = Some(Subject { kind: SubjectKind::User, id: user.uuid() });
    }

    /// Takes in what was asked in a change.
    pub(super) fn append(&mut self, more: Self) {
        self.steps.append(more.steps);
        self.subject = more.subject.or(self.subject);
    }

    /// Keeps the decision under `id`.
    pub(super) fn keep(self, platform: &Platform, id: Uuid, (method, path): (&Method, &str), status: u16, denied: Option<&Denied>) {
        let Self { tenant, client, subject, steps } = self;
        let organization = platform.tenants[tenant].current();
        let refusal = denied.map(|denied| EntryRefusal {
            code: denied.code.unwrap_or_else(|| denied.error.error(&organization.profile().settings)),
            message: denied.error.description(),
            cause: denied.cause.clone(),
        });
        platform.decisions.keep(Record {
            id,
            at: platform.clock.now(),
            tenant,
            subject: subject.or(client.map(|id| Subject { kind: SubjectKind::Client, id })),
            client,
            method: method.clone(),
            path: path.into(),
            what: What::Entry(Box::new(Entry { steps: steps.into(), refusal })),
            status,
        });
    }
}
