//! The causes of a refusal, one file each, named after it.

mod access_policy;
mod bad_secret;
mod disabled_client;
mod eventual_consistency;
mod expired_token;
mod idle_token;
mod ip_list;
mod missing_permission;
mod missing_token;
mod not_there;
mod password_under_sso;
mod permission_not_in_organization;
mod person_not_active;
mod rate_limit;
mod rotated_secret;
mod scope_enforcement;
mod unknown_client;
mod unknown_path;
mod user_context;
mod wrong_division;
mod wrong_grant;
mod wrong_region;
mod wrong_url;

use postern_model::settings::Evidence;

use crate::Case;

/// How sure it is that a cause is the one. The surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// The organization's own state says so.
    Settled,
    /// What was seen has no other cause.
    Certain,
    /// It fits, and is common.
    Likely,
    /// It fits.
    Possible,
}

impl Likelihood {
    /// One word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// A cause that fits a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How sure it is.
    pub likelihood: Likelihood,
    /// Why it is thought of.
    pub why: String,
    /// What would confirm it.
    pub confirm: String,
    /// What to do about it.
    pub fix: String,
}

impl Finding {
    fn new(likelihood: Likelihood, why: impl Into<String>, confirm: impl Into<String>, fix: impl Into<String>) -> Option<Self> {
        Some(Self { likelihood, why: why.into(), confirm: confirm.into(), fix: fix.into() })
    }
}

/// A cause of refusals.
#[derive(Debug)]
pub struct Cause {
    /// Its name: its file here, `docs/causes/<name>.md`, and its test.
    pub name: &'static str,
    /// The same in a few words.
    pub title: &'static str,
    /// How it is known that the service answers so.
    pub evidence: Evidence,
    /// Whether an organization's state decides it: then an organization that allows the call speaks against it.
    pub decided: bool,
    /// Whether it fits.
    pub look: fn(&Case<'_>) -> Option<Finding>,
}

/// Every cause. Of two that are alike likely, the first stands first.
pub const ALL: &[Cause] = &[
    missing_token::CAUSE,
    wrong_url::CAUSE,
    rate_limit::CAUSE,
    ip_list::CAUSE,
    disabled_client::CAUSE,
    password_under_sso::CAUSE,
    person_not_active::CAUSE,
    wrong_grant::CAUSE,
    bad_secret::CAUSE,
    rotated_secret::CAUSE,
    expired_token::CAUSE,
    scope_enforcement::CAUSE,
    missing_permission::CAUSE,
    wrong_division::CAUSE,
    permission_not_in_organization::CAUSE,
    user_context::CAUSE,
    access_policy::CAUSE,
    eventual_consistency::CAUSE,
    idle_token::CAUSE,
    unknown_path::CAUSE,
    not_there::CAUSE,
    wrong_region::CAUSE,
    unknown_client::CAUSE,
];

/// The causes that fit, the likeliest first. What an organization's state settles leaves room only for what is certain; an
/// organization that allows the call speaks against what it decides.
pub fn rank(case: &Case<'_>) -> Vec<(&'static Cause, Finding)> {
    let mut fits: Vec<_> = ALL.iter().filter_map(|cause| Some((cause, (cause.look)(case)?))).collect();
    if case.contradicts() {
        for (_, finding) in fits.iter_mut().filter(|(cause, _)| cause.decided) {
            finding.likelihood = Likelihood::Possible;
        }
    }
    let first = fits.iter().map(|(_, finding)| finding.likelihood).min();
    if first == Some(Likelihood::Settled) {
        // That a client is not in this organization is settled; why it is not, is not.
        let elsewhere = |cause: &Cause| cause.name == wrong_region::CAUSE.name && case.asked.unknown_client.is_some();
        fits.retain(|(cause, finding)| finding.likelihood <= Likelihood::Certain || elsewhere(cause));
    }
    fits.sort_by_key(|(_, finding)| finding.likelihood);
    fits
}

/// The surest that holds.
fn graded(settled: bool, certain: bool, likely: bool, possible: bool) -> Option<Likelihood> {
    use Likelihood::{Certain, Likely, Possible, Settled};
    let grades = [(settled, Settled), (certain, Certain), (likely, Likely), (possible, Possible)];
    grades.into_iter().find(|(holds, _)| *holds).map(|(_, grade)| grade)
}
