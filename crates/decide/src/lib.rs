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
mod question;
mod reason;
pub mod target;
pub mod trace;

use postern_catalog::{Catalog, Operation};
use postern_model::{Division, Id, Subject, settings::CheckSlot};
use postern_org::Organization;

pub use admission::{Admission, Admitted, Bar, Way, admit};
use asked::Asked;
pub use question::{Credentials, Question, Rate, subject_of};
pub use reason::{Missing, Reason, TokenFault};
pub use target::Target;
pub use trace::{Check, Decision, Outcome, Trace, Verdict};

/// The checks that always come first, in order: without a caller nothing else can be asked.
const FIRST: [Check; 2] = [Check::AuthenticationRequired, Check::BadCredentials];

/// Answers `question`: runs the checks in order and stops at the first that does not pass.
pub fn decide(question: &Question<'_>) -> Decision {
    let asked = Asked::new(question);
    let mut trace = Trace::default();
    let slots = &question.organization.profile().settings.check_order;
    for check in FIRST.into_iter().chain(slots.iter().map(|slot| check_in(*slot))) {
        let outcome = checks::run(check, &asked);
        trace.record(check, &outcome);
        match outcome {
            Outcome::Passed | Outcome::DidNotApply => {}
            Outcome::Refused(reason) => return Decision { verdict: Verdict::Deny(reason), trace },
            Outcome::Unknown(missing) => return Decision { verdict: Verdict::Unknown(missing), trace },
        }
    }
    Decision { verdict: Verdict::Allow, trace }
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
