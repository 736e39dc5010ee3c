//! Each reason code: when it is given, and its status, code and message word for word. One file a code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod app_not_authorized_for_scope;
mod authentication_required;
mod authz_policy_denied;
mod bad_credentials;
mod ip_not_authorized;
mod missing_any_division_permissions;
mod missing_any_permissions;
mod missing_division_permission;
mod missing_permissions;
mod not_a_user;
mod not_found;
mod too_many_requests_retry_after;

use postern_catalog::{Catalog, Operation};
use postern_decide::{Credentials, Decision, Question, Rate, Target, Verdict, decide, subject_of};
use postern_model::{Client, Division, GrantType, Id, Profile, Reach, Token, User};
use postern_org::{Draft, Organization};
use postern_testkit::{build, sample};

/// An organization with an office, a person, a machine, and the client that the person signs in with.
struct Scene {
    draft: Draft<'static>,
    office: Id<Division>,
    person: Id<User>,
    console: Id<Client>,
    machine: Id<Client>,
}

impl Scene {
    fn new() -> Self {
        let mut draft = sample::fresh();
        let office = build::division(&mut draft, "Office");
        let person = build::user(&mut draft, "Ada", office);
        let (console, _) = build::client(&mut draft, "Console", GrantType::Code);
        let (machine, _) = build::client(&mut draft, "Pipeline", GrantType::ClientCredentials);
        Self { draft, office, person, console, machine }
    }

    /// Changes the organization's record.
    fn profile(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        let mut profile = self.draft.profile().clone();
        change(&mut profile);
        self.draft.put_profile(profile).unwrap();
        self
    }

    /// Gives the machine and the person these permissions in `reach`.
    fn grant(mut self, permissions: &[&str], reach: Reach) -> Self {
        let role = build::role(&mut self.draft, &format!("{permissions:?}"), permissions);
        for subject in [build::client_subject(self.machine), build::user_subject(self.person)] {
            build::grant(&mut self.draft, subject, role, reach);
        }
        self
    }

    fn machine_token(&self) -> Token {
        sample::token(build::client_subject(self.machine), self.machine.uuid())
    }

    fn person_token(&self) -> Token {
        sample::token(build::user_subject(self.person), self.console.uuid())
    }
}

fn operation(name: &str) -> &'static Operation {
    Catalog::builtin().operation_named(name).unwrap_or_else(|| panic!("no operation `{name}`"))
}

/// A question that nothing but the caller's permissions can decide.
fn question<'a>(organization: &'a Organization, token: &'a Token, name: &str) -> Question<'a> {
    Question {
        catalog: Catalog::builtin(),
        organization,
        credentials: Credentials::Token(token),
        operation: Some(operation(name)),
        target: Target::None,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        rate: Rate::UNLIMITED,
        last_used: None,
        now: sample::NOW,
    }
}

fn verdict(question: &Question<'_>) -> Verdict {
    let Decision { verdict, .. } = decide(question);
    verdict
}

/// A refusal as the caller reads it: `status code: message`. Anything else is `allowed` or what is unknown.
fn refusal(question: &Question<'_>) -> String {
    let reason = match verdict(question) {
        Verdict::Deny(reason) => reason,
        Verdict::Allow => return "allowed".to_owned(),
        Verdict::Unknown(missing) => return format!("{missing:?}"),
    };
    let subject = match question.credentials {
        Credentials::Token(token) => Some(subject_of(token)),
        Credentials::None | Credentials::Garbage => None,
    };
    let lacks = |permission| subject.is_none_or(|subject| !question.organization.holds(subject, permission));
    format!("{} {}: {}", reason.status(), reason.code(), reason.message(question.catalog, lacks))
}
