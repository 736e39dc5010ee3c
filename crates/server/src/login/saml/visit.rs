//! One request at the SAML endpoints: what was checked, and how it ended for the browser and for the trace.

use std::net::IpAddr;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, StatusCode, request::Parts},
};
use postern_decide::Bar;
use postern_model::{Id, Subject, SubjectKind, Timestamp, User};
use postern_saml::{Code, Refusal};
use uuid::Uuid;

use crate::{
    decisions::{Entry, EntryRefusal, Record, What},
    fault::Fault,
    login::{pages, steps::Steps},
    platform::{Platform, fresh_uuid},
};

const DECISION: HeaderName = HeaderName::from_static("postern-decision");

/// Why not.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    check: &'static str,
    code: &'static str,
    told: Told,
    cause: String,
}

/// What the person is told: no more than helps them, and nothing that helps somebody who tries things out.
#[derive(Clone, Copy, Debug)]
enum Told {
    Garbled,
    Declined,
    Unavailable,
    Unknown,
}

impl Told {
    const fn status(self) -> StatusCode {
        match self {
            Self::Garbled => StatusCode::BAD_REQUEST,
            Self::Unavailable => StatusCode::NOT_FOUND,
            Self::Declined | Self::Unknown => StatusCode::FORBIDDEN,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Garbled => "What was sent here is no SAML message in a form.",
            Self::Declined => {
                "The message of your identity provider was not accepted. Start again; if that does not help, ask your administrator."
            }
            Self::Unavailable => "This identity provider cannot be used to sign in here. Choose another way, or ask your administrator.",
            Self::Unknown => "Your identity provider knows you, but you cannot sign in to this organization. Ask your administrator.",
        }
    }
}

impl Refused {
    /// With a reason of SAML; `check` found it.
    pub(super) fn new(check: &'static str, code: Code, cause: impl Into<String>) -> Self {
        let told = match code {
            Code::FormMalformed => Told::Garbled,
            Code::ProviderUnknown | Code::ProviderDisabled | Code::ProviderIncomplete | Code::NoKey => Told::Unavailable,
            Code::PersonUnknown => Told::Unknown,
            _ => Told::Declined,
        };
        Self { check, code: code.code(), told, cause: cause.into() }
    }

    /// What the library refuses.
    pub(super) fn message(check: &'static str, refusal: &Refusal) -> Self {
        Self::new(check, refusal.code, format!("expected {}, found {}", refusal.expected, refusal.found))
    }

    /// What a rule about ways in bars.
    pub(super) fn barred(bar: Bar) -> Self {
        Self { check: "admission", code: bar.code(), told: Told::Unknown, cause: bar.text().to_owned() }
    }
}

/// Another end than a good one.
#[derive(Debug)]
pub(super) enum Ended {
    Refused(Refused),
    Fault(Fault),
}

impl From<Refused> for Ended {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// One request.
pub(super) struct Visit<'p> {
    pub(super) platform: &'p Platform,
    pub(super) parts: &'p Parts,
    pub(super) address: IpAddr,
    pub(super) now: Timestamp,
    /// The organization that it is about, once that is known.
    pub(super) tenant: usize,
    pub(super) steps: Steps,
    subject: Option<Subject>,
}

impl<'p> Visit<'p> {
    pub(super) fn new(platform: &'p Platform, parts: &'p Parts, address: IpAddr) -> Self {
        Self { platform, parts, address, now: platform.clock.now(), tenant: 0, steps: Steps::default(), subject: None }
    }

    /// Who it is about.
    pub(super) fn person(&mut self, user: Id<User>) {
        self.subject = Some(Subject { kind: SubjectKind::User, id: user.uuid() });
    }

    /// The answer; the decision is kept, and named in its header.
    pub(super) fn end(mut self, outcome: Result<Response<Body>, Ended>) -> Response<Body> {
        let id = fresh_uuid();
        let (mut response, refusal) = match outcome {
            Ok(response) => (response, None),
            Err(Ended::Refused(refused)) => {
                if !self.steps.end_refused() {
                    self.steps.refused(refused.check, refused.cause.clone());
                }
                let Refused { code, told, cause, .. } = refused;
                let page = pages::error(self.platform, told.status(), self.title(), told.text(), Some(id));
                (page, Some(EntryRefusal { code, message: told.text().to_owned(), cause: Some(cause) }))
            }
            Err(Ended::Fault(fault)) => self.failed(fault, id),
        };
        let text = id.to_string();
        response.headers_mut().insert(DECISION, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")));
        self.platform.metrics.answered(response.status().as_u16());
        self.platform.decisions.keep(Record {
            id,
            at: self.now,
            tenant: self.tenant,
            subject: self.subject,
            client: None,
            method: self.parts.method.clone(),
            path: self.parts.uri.path().into(),
            what: What::Entry(Box::new(Entry { steps: self.steps.into(), refusal })),
            status: response.status().as_u16(),
        });
        response
    }

    fn title(&self) -> &'static str {
        if self.parts.uri.path() == "/saml/logout" { "Sign-out was not completed" } else { "You are not signed in" }
    }

    fn failed(&self, fault: Fault, id: Uuid) -> (Response<Body>, Option<EntryRefusal>) {
        if let Some(cause) = &fault.cause {
            tracing::error!(%id, status = fault.status, %cause, "a sign-in failed");
        }
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let page = pages::error(self.platform, status, "Something went wrong", &fault.message, Some(id));
        (page, Some(EntryRefusal { code: fault.code, message: fault.message, cause: None }))
    }
}
