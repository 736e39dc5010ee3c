//! The rules, each a file named by its id, and the one list of them.

mod cli_01_password_grant;
mod cli_02_implicit_grant;
mod cli_03_code_grant_unattended;
mod cli_04_no_roles;
mod cli_05_not_active;
mod cli_06_to_be_deleted;
mod cli_07_creator_gone;
mod cli_08_same_grants;
mod cli_09_redirect_addresses;
mod cli_10_unknown_scopes;
mod cli_11_networks_not_admitted;
mod cli_12_let_in_from_outside;
mod cli_13_acts_for_gone;
mod cli_14_does_not_keep_working;
mod esc_01_administrator;
mod esc_02_ways_in;
mod esc_03_mints_clients;
mod idp_01_certificate_invalid;
mod idp_02_certificate_expiring;
mod int_01_needs_passwords;
mod org_01_no_address_list;
mod org_02_trustees;
mod perm_01_not_covered;
mod perm_02_other_division;
mod perm_03_not_in_organization;
mod perm_04_not_needed;
mod pol_01_not_listed;
mod pol_02_listed_missing;
mod pol_03_roles_differ;
mod pol_04_grant_not_permitted;
mod pol_05_owner_unknown;
mod pol_06_waiver_expired;
mod pol_07_break_glass;
mod ppl_01_no_match;
mod ppl_02_passwords_in_use;
mod ppl_03_roles_through_groups;
mod ppl_04_few_administrators;
mod providers;
mod sso_01_not_enforced;
mod sso_02_no_provider;
mod tf_01_self_grant;
mod tf_02_secret_in_state;
mod tok_01_long_lived;
mod tok_02_old_secret;

use std::collections::BTreeSet;

pub(crate) use self::providers::broken as provider_broken;
use crate::{Class, Finding, Hit, Inputs, Needed, Remedy, Severity, Subject, View, finding::State};

/// A rule.
pub struct Rule {
    /// Its id, such as `SSO-01`; also the name of its page, and of its file along with the slug.
    pub id: &'static str,
    /// A few words, as in the name of its file.
    pub slug: &'static str,
    /// What it is about, in a line.
    pub title: &'static str,
    /// How bad a finding of it is.
    pub severity: Severity,
    /// How it is known that what it goes by is so.
    pub class: Class,
    /// What would put it right.
    pub remedy: &'static str,
    /// What it reads. Where any of it is missing the rule says so instead of looking.
    pub reads: &'static [Needed],
    /// Looks.
    pub(crate) check: fn(&View<'_>, &mut Vec<Hit>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Rule({})", self.id)
    }
}

/// Every rule, in the order of reports.
pub static RULES: &[&Rule] = &[
    &sso_01_not_enforced::RULE,
    &sso_02_no_provider::RULE,
    &idp_01_certificate_invalid::RULE,
    &idp_02_certificate_expiring::RULE,
    &ppl_01_no_match::RULE,
    &ppl_02_passwords_in_use::RULE,
    &ppl_03_roles_through_groups::RULE,
    &ppl_04_few_administrators::RULE,
    &int_01_needs_passwords::RULE,
    &org_01_no_address_list::RULE,
    &org_02_trustees::RULE,
    &cli_01_password_grant::RULE,
    &cli_02_implicit_grant::RULE,
    &cli_03_code_grant_unattended::RULE,
    &cli_04_no_roles::RULE,
    &cli_05_not_active::RULE,
    &cli_06_to_be_deleted::RULE,
    &cli_07_creator_gone::RULE,
    &cli_08_same_grants::RULE,
    &cli_09_redirect_addresses::RULE,
    &cli_10_unknown_scopes::RULE,
    &cli_11_networks_not_admitted::RULE,
    &cli_12_let_in_from_outside::RULE,
    &cli_13_acts_for_gone::RULE,
    &cli_14_does_not_keep_working::RULE,
    &perm_01_not_covered::RULE,
    &perm_02_other_division::RULE,
    &perm_03_not_in_organization::RULE,
    &perm_04_not_needed::RULE,
    &esc_01_administrator::RULE,
    &esc_02_ways_in::RULE,
    &esc_03_mints_clients::RULE,
    &tok_01_long_lived::RULE,
    &tok_02_old_secret::RULE,
    &pol_01_not_listed::RULE,
    &pol_02_listed_missing::RULE,
    &pol_03_roles_differ::RULE,
    &pol_04_grant_not_permitted::RULE,
    &pol_05_owner_unknown::RULE,
    &pol_06_waiver_expired::RULE,
    &pol_07_break_glass::RULE,
    &tf_01_self_grant::RULE,
    &tf_02_secret_in_state::RULE,
];

impl Rule {
    /// The rule with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }

    /// The ids of every rule.
    pub fn ids() -> Vec<&'static str> {
        RULES.iter().map(|rule| rule.id).collect()
    }

    /// Asks this rule alone. Where a fact that it reads is missing the answer is that, and nothing else.
    pub fn ask(&self, inputs: &Inputs<'_>) -> Vec<Finding> {
        self.look(&View::new(inputs))
    }

    fn look(&self, view: &View<'_>) -> Vec<Finding> {
        let missing = self.reads.iter().filter_map(|needed| needed.missing(view));
        let mut hits: Vec<Hit> = missing.map(|missing| missing.hit(view.catalog, view.organization_subject())).collect();
        if hits.is_empty() {
            (self.check)(view, &mut hits);
        }
        hits.into_iter().map(|hit| self.finding(hit)).collect()
    }

    fn finding(&self, hit: Hit) -> Finding {
        let remedy = Remedy::text(match &hit.state {
            State::Found => self.remedy.to_owned(),
            State::Unknown { needs } if needs.is_empty() => "find out what is missing, and say it in the policy or collect it".to_owned(),
            State::Unknown { needs } => format!(
                "let it be read: grant `{}` to the client that reads; `postern check --print-role` prints the whole role",
                needs.join("` or `")
            ),
        });
        Finding {
            rule: self.id,
            severity: hit.severity.unwrap_or(self.severity),
            class: hit.class.unwrap_or(self.class),
            fingerprint: fingerprint(self.id, &hit),
            subject: hit.subject,
            state: hit.state,
            text: hit.text,
            evidence: hit.evidence,
            remedy: hit.remedy.unwrap_or(remedy),
            path: hit.path,
            accepted: None,
        }
    }
}

/// Asks every rule. What a verdict of the certificate goes by is told once: by the rule that is about it, where that is as grave.
pub(crate) fn run(view: &View<'_>) -> Vec<Finding> {
    let verdicts = &cli_14_does_not_keep_working::RULE;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule.look(view)).collect();
    let about = |finding: &Finding| (finding.subject.clone(), finding.is_found());
    let grave = findings.iter().filter(|finding| finding.rule != verdicts.id && finding.severity >= verdicts.severity);
    let told: BTreeSet<(Subject, bool)> = grave.map(about).collect();
    findings.retain(|finding| finding.rule != verdicts.id || !told.contains(&about(finding)));
    findings
}

/// Rule, subject, whether it is known, and the key, else the words.
fn fingerprint(rule: &str, hit: &Hit) -> String {
    let mut hasher = blake3::Hasher::new();
    let known = if hit.state == State::Found { "found" } else { "unknown" };
    let key = hit.key.clone().unwrap_or_else(|| vec![words(&hit.text)]);
    for part in [rule, hit.subject.kind, &hit.subject.id, &hit.subject.name, known].into_iter().chain(key.iter().map(String::as_str)) {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// Numbers and days may change without making it another finding; those in backticks are parts of names.
fn words(text: &str) -> String {
    let part = |(at, part): (usize, &str)| match at % 2 {
        1 => part.to_owned(),
        _ => part.chars().filter(|char| !char.is_ascii_digit()).collect(),
    };
    text.split('`').enumerate().map(part).collect()
}
