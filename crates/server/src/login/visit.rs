//! One request of a browser to the login host, and what is kept of how it ended.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{
        HeaderName, HeaderValue, Response, StatusCode,
        header::{COOKIE, SET_COOKIE},
        request::Parts,
    },
};
use postern_decide::{Admission, Admitted, Way, admit};
use postern_model::{Client, Id, SignedIn, Subject, SubjectKind, Timestamp, User};
use postern_oauth::Form;
use postern_org::{Actor, Organization};
use uuid::Uuid;

use super::{
    browser::{self, Browser, InSession},
    pages,
    steps::Steps,
};
use crate::{
    decisions::{Entry, EntryRefusal, EntryStep, Record, What},
    fault::Fault,
    platform::{Platform, fresh_uuid},
};

/// The request.
pub(crate) struct Visit {
    pub(crate) platform: Arc<Platform>,
    pub(crate) address: IpAddr,
    pub(crate) now: Timestamp,
    pub(crate) parts: Parts,
    pub(crate) browser: Browser,
    /// What it posted.
    pub(crate) form: Form,
    /// Names the decision, if one is kept.
    id: Uuid,
}

/// Who a decision is about, as far as that is known.
#[derive(Clone, Copy, Default)]
pub(crate) struct Whom {
    pub(crate) tenant: usize,
    pub(crate) client: Option<Id<Client>>,
    pub(crate) user: Option<Id<User>>,
}

impl Visit {
    pub(crate) fn new(platform: Arc<Platform>, address: IpAddr, parts: Parts, form: Form) -> Result<Self, Fault> {
        let browser = Browser::of(&platform, &parts.headers)?;
        let now = platform.clock.now();
        Ok(Self { platform, address, now, parts, browser, form, id: fresh_uuid() })
    }

    /// The part of the address after `?`.
    pub(crate) fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }

    /// Who makes a change.
    pub(crate) fn actor(&self, client: Option<Id<Client>>, user: Option<Id<User>>) -> Option<Actor> {
        Some(Actor { client, user, address: self.address })
    }

    /// The session that the browser has, whether it may still be used or not. Another node may just have begun it: its
    /// writes are taken in before the answer is none.
    pub(crate) async fn any_session(&self) -> Option<InSession> {
        let found = browser::session(&self.platform, &self.parts.headers);
        let has_cookie = |value: &HeaderValue| value.to_str().is_ok_and(|text| text.contains("postern-session="));
        if found.is_some() || !self.parts.headers.get_all(COOKIE).iter().any(has_cookie) {
            return found;
        }
        for tenant in &self.platform.tenants {
            tenant.follow(Duration::ZERO).await.ok()?;
        }
        browser::session(&self.platform, &self.parts.headers)
    }

    /// The session that the browser has, if the rules have nothing against its use.
    pub(crate) async fn session(&self) -> Option<InSession> {
        let InSession { tenant, organization, session } = self.any_session().await?;
        organization.user(session.user)?;
        let admitted = self.admit(&organization, Way::Session, None, Some((session.user, session.signed_in)));
        admitted.outcome.is_ok().then_some(InSession { tenant, organization, session })
    }

    /// Asks the rules about ways in on this value of the organization.
    pub(crate) fn admit(
        &self,
        organization: &Organization,
        way: Way,
        client: Option<&Client>,
        person: Option<(Id<User>, SignedIn)>,
    ) -> Admitted {
        let user = person.and_then(|(user, _)| organization.user(user));
        let signed_in = person.map(|(_, signed_in)| signed_in);
        admit(&Admission { organization, way, client, user, signed_in, address: self.address, now: self.now })
    }

    /// Keeps the decision; the answer names it.
    pub(crate) fn keep(&self, whom: Whom, entry: Entry, mut response: Response<Body>) -> Response<Body> {
        let user = whom.user.map(|id| Subject { kind: SubjectKind::User, id: id.uuid() });
        self.platform.decisions.keep(Record {
            id: self.id,
            at: self.now,
            tenant: whom.tenant,
            subject: user.or(whom.client.map(|id| Subject { kind: SubjectKind::Client, id: id.uuid() })),
            client: whom.client.map(Id::uuid),
            method: self.parts.method.clone(),
            path: self.parts.uri.path().into(),
            what: What::Entry(Box::new(entry)),
            status: response.status().as_u16(),
        });
        if let Ok(id) = HeaderValue::from_str(&self.id.to_string()) {
            response.headers_mut().insert(HeaderName::from_static("postern-decision"), id);
        }
        response
    }

    /// A page that says why not; the decision is kept.
    pub(crate) fn refuse(
        &self,
        whom: Whom,
        status: StatusCode,
        title: &str,
        steps: Vec<EntryStep>,
        refusal: EntryRefusal,
    ) -> Response<Body> {
        let page = pages::error(&self.platform, status, title, &refusal.message, Some(self.id));
        self.keep(whom, Entry { steps, refusal: Some(refusal) }, page)
    }

    /// A page for what is nobody's fault but ours.
    pub(crate) fn fault(&self, fault: &Fault) -> Response<Body> {
        if let Some(cause) = &fault.cause {
            tracing::error!(id = %self.id, status = fault.status, %cause, "a sign-in failed");
        }
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        pages::error(&self.platform, status, "Something went wrong", "Postern could not finish this. Try again in a moment.", None)
    }

    /// The answer with this browser's cookie, which its forms stand and fall with.
    pub(crate) fn remembered(&self, mut response: Response<Body>) -> Response<Body> {
        response.headers_mut().append(SET_COOKIE, self.browser.set_cookie(&self.platform));
        response
    }
}

/// The rules that were asked, as steps of a decision.
pub(crate) fn steps(admitted: &Admitted) -> Vec<EntryStep> {
    Steps::from(admitted).into()
}
