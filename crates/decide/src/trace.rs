//! What a decision says: the verdict and every check that ran.

use crate::{Missing, Reason};

/// The checks, each named by the first reason code it can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// A bearer token is there.
    AuthenticationRequired,
    /// It is good: known, not expired, idle or revoked; its client and person are alive.
    BadCredentials,
    /// The address is on the organization's list.
    IpNotAuthorized,
    /// The caller is within the rate limit.
    TooManyRequests,
    /// The operation exists.
    NotFound,
    /// The client has one of the operation's scopes, where scopes are enforced.
    AppNotAuthorizedForScope,
    /// The caller holds the permissions, anywhere.
    MissingPermissions,
    /// The token acts for a person, where the operation wants one.
    NotAUser,
    /// No access policy refuses.
    AuthzPolicyDenied,
    /// The caller holds the permissions in the target's division.
    MissingDivisionPermission,
}

impl Check {
    /// Every check, in the default order.
    pub const ALL: [Self; 10] = [
        Self::AuthenticationRequired,
        Self::BadCredentials,
        Self::IpNotAuthorized,
        Self::TooManyRequests,
        Self::NotFound,
        Self::AppNotAuthorizedForScope,
        Self::MissingPermissions,
        Self::NotAUser,
        Self::AuthzPolicyDenied,
        Self::MissingDivisionPermission,
    ];

    /// The file under `checks/` that holds it, which is also its name in traces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AuthenticationRequired => "authentication_required",
            Self::BadCredentials => "bad_credentials",
            Self::IpNotAuthorized => "ip_not_authorized",
            Self::TooManyRequests => "too_many_requests",
            Self::NotFound => "not_found",
            Self::AppNotAuthorizedForScope => "app_not_authorized_for_scope",
            Self::MissingPermissions => "missing_permissions",
            Self::NotAUser => "not_a_user",
            Self::AuthzPolicyDenied => "authz_policy_denied",
            Self::MissingDivisionPermission => "missing_division_permission",
        }
    }

    /// The reason codes it can give; each has a page in `docs/reasons/`.
    pub const fn codes(self) -> &'static [&'static str] {
        match self {
            Self::AuthenticationRequired => &["authentication.required"],
            Self::BadCredentials => &["bad.credentials"],
            Self::IpNotAuthorized => &["ip.not.authorized"],
            Self::TooManyRequests => &["too.many.requests.retry.after"],
            Self::NotFound => &["not.found"],
            Self::AppNotAuthorizedForScope => &["app.not.authorized.for.scope"],
            Self::MissingPermissions => &["missing.permissions", "missing.any.permissions"],
            Self::NotAUser => &["not.a.user"],
            Self::AuthzPolicyDenied => &["authz.policy.denied"],
            Self::MissingDivisionPermission => &["missing.division.permission", "missing.any.division.permissions"],
        }
    }
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It had nothing to check.
    DidNotApply,
    /// It refuses.
    Refused(Reason),
    /// It cannot tell: a fact is missing.
    Unknown(Missing),
}

/// The verdict of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Allow,
    /// No, because.
    Deny(Reason),
    /// Cannot tell: a fact is missing. Never to be read as yes.
    Unknown(Missing),
}

impl Verdict {
    /// Whether nothing but an access policy, or the condition of a permission, can still refuse.
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Allow | Self::Unknown(Missing::AccessPolicies(_) | Missing::Conditions(_)))
    }
}

/// One step of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The check passed.
    Passed,
    /// The check had nothing to look at.
    DidNotApply,
    /// The check refused; nothing ran after it.
    Refused,
    /// The check could not tell; nothing ran after it.
    Unknown,
}

/// The checks that ran, in order. Fixed size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Trace {
    steps: [Option<(Check, Step)>; Check::ALL.len()],
    ran: u8,
}

impl Trace {
    pub(crate) fn record(&mut self, check: Check, outcome: &Outcome) {
        let step = match outcome {
            Outcome::Passed => Step::Passed,
            Outcome::DidNotApply => Step::DidNotApply,
            Outcome::Refused(_) => Step::Refused,
            Outcome::Unknown(_) => Step::Unknown,
        };
        if let Some(slot) = self.steps.get_mut(usize::from(self.ran)) {
            *slot = Some((check, step));
            self.ran += 1;
        }
    }

    /// The checks in the order they ran.
    pub fn steps(&self) -> impl Iterator<Item = (Check, Step)> + '_ {
        self.steps.iter().flatten().copied()
    }
}

/// A verdict with its trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Yes, no, or cannot tell.
    pub verdict: Verdict,
    /// The checks that ran.
    pub trace: Trace,
}
