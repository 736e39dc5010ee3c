//! The one decision: may this caller do this operation to this target, and why.
//!
//! Ring 2: pure. [`decide`] runs an ordered list of checks over values and returns the verdict with the trace of every
//! check. The server, the auditor, the explainer and the rehearsal all call it, so they cannot disagree. It allocates
//! nothing: reasons hold ids, and [`Reason::message`] turns one into the platform's words later.
//!
//! A check is one file under `checks/`, named after the reason code it gives. To add one: the file, a variant of
//! [`Check`], its place in [`ORDER`] or behind a slot of the `check-order` setting, a page in `docs/reasons/`.
#![deny(missing_docs)]

pub mod admission;
mod asked;
mod bar;
mod checks;
mod conditions;
mod question;
mod reason;
pub mod target;
pub mod trace;

use std::net::{IpAddr, Ipv4Addr};

use postern_catalog::{Catalog, Operation};
use postern_model::{Division, Id, Subject, SubjectKind, Timestamp, Token, settings::CheckSlot};
use postern_org::Organization;

pub use admission::{Admission, Admitted, Bar, Way, admit};
use asked::Asked;
pub use checks::{app_not_authorized_for_scope::in_scope, authz_policy_denied::policy_binds};
pub use question::{Credentials, Question, Rate, subject_of};
pub use reason::{Missing, Reason, TokenFault};
pub use target::Target;
pub use trace::{Check, Decision, Outcome, Trace, Verdict};

/// The checks that always come first, in order: without a caller nothing else can be asked.
const FIRST: [Check; 2] = [Check::AuthenticationRequired, Check::BadCredentials];

/// Answers `question`: runs the checks in order and stops at the first that does not pass.
pub fn decide(question: &Question<'_>) -> Decision {
    let slots = &question.organization.profile().settings.check_order;
    run(&Asked::new(question), FIRST.into_iter().chain(slots.iter().map(|slot| check_in(*slot))))
}

/// Whether the grants of `subject`, a person or a client, allow `operation` on `target`: the checks of permission, user
/// context, access policy and division, in the organization's order. What is about one request or one token is left out:
/// address, rate, expiry, scopes, whether the client is active. Nothing is asked of a group: its members act.
pub fn rights(
    catalog: &Catalog,
    organization: &Organization,
    subject: Subject,
    operation: &Operation,
    target: Target,
    now: Timestamp,
) -> Decision {
    let user = (subject.kind == SubjectKind::User).then(|| Id::new(subject.id));
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let token = Token { serial: 0, client: Id::new(subject.id), user, signed_in: None, issued: now, seconds: 1, address };
    let credentials = Credentials::Token(&token);
    let (operation, rate, last_used) = (Some(operation), Rate::UNLIMITED, None);
    let question = Question { catalog, organization, credentials, operation, target, address, rate, last_used, now };
    let held = |slot: &CheckSlot| matches!(slot, CheckSlot::Permission | CheckSlot::UserContext | CheckSlot::Policy | CheckSlot::Division);
    let slots = organization.profile().settings.check_order;
    run(&Asked::new(&question), slots.into_iter().filter(held).map(check_in))
}

fn run(asked: &Asked<'_>, checks: impl Iterator<Item = Check>) -> Decision {
    let mut trace = Trace::default();
    let mut open = None;
    for check in checks {
        let outcome = checks::run(check, asked);
        trace.record(check, &outcome);
        match outcome {
            Outcome::Passed | Outcome::DidNotApply => {}
            Outcome::Refused(reason) => return Decision { verdict: Verdict::Deny(reason), trace },
            // Whatever a policy says, what comes after it can refuse.
            Outcome::Unknown(missing @ Missing::AccessPolicies(_)) => open = Some(missing),
            Outcome::Unknown(missing) => return Decision { verdict: Verdict::Unknown(missing), trace },
        }
    }
    let open = open.or_else(|| conditions::open(asked));
    Decision { verdict: open.map_or(Verdict::Allow, Verdict::Unknown), trace }
}

/// Whether `subject` may do `operation` to what lives in `division`. Listings show only what lives where this holds.
pub fn permitted_in(
    catalog: &Catalog,
    organization: &Organization,
    operation: &Operation,
    subject: Subject,
    division: Id<Division>,
) -> bool {
    checks::missing_division_permission::permitted_in(catalog, organization, operation, subject, division)
}

/// The check behind a slot of the `check-order` setting.
const fn check_in(slot: CheckSlot) -> Check {
    match slot {
        CheckSlot::Rate => Check::TooManyRequests,
        CheckSlot::Ip => Check::IpNotAuthorized,
        CheckSlot::Route => Check::NotFound,
        CheckSlot::Scope => Check::AppNotAuthorizedForScope,
        CheckSlot::Permission => Check::MissingPermissions,
        CheckSlot::UserContext => Check::NotAUser,
        CheckSlot::Policy => Check::AuthzPolicyDenied,
        CheckSlot::Division => Check::MissingDivisionPermission,
    }
}
