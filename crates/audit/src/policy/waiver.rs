//! `[[waiver]]`: a finding that is put up with until a day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use postern_model::Timestamp;
use postern_written::{Fields, Problem};

use super::wrong_word;
use crate::{Finding, Subject};

/// A finding that is put up with until a day, and who decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// The subject's name or id, letter case aside.
    pub subject: String,
    /// Why.
    pub reason: String,
    /// Who decided so.
    pub person: String,
    /// The last day on which it counts, in UTC.
    pub until: Date,
    /// Whether it is of what cannot be told, instead of what is found.
    pub unknown: bool,
}

/// The rule that nobody may waive: an expired waiver would be one without an end.
const NEVER: &str = "POL-06";

impl Waiver {
    /// Whether its last day is past.
    pub fn expired(&self, now: Timestamp) -> bool {
        now.date() > self.until
    }

    /// The subjects that it fits: the one with its id, else those with its name.
    fn subjects(&self, findings: &[Finding]) -> BTreeSet<Subject> {
        let said = self.subject.to_lowercase();
        let of_rule = || findings.iter().filter(|finding| finding.rule == self.rule).map(|finding| &finding.subject);
        let by_id: BTreeSet<_> = of_rule().filter(|subject| !subject.id.is_empty() && subject.id.to_lowercase() == said).cloned().collect();
        if by_id.is_empty() { of_rule().filter(|subject| subject.name.to_lowercase() == said).cloned().collect() } else { by_id }
    }

    /// Who puts up with a finding of one of its subjects, else why it does not count.
    fn judge(&self, finding: &Finding, subjects: usize) -> Result<String, String> {
        match (self.unknown, finding.is_found()) {
            _ if subjects > 1 => Err(format!("its waiver fits {subjects} of that name and counts for none: name it by its id")),
            (false, true) | (true, false) => Ok(format!("waived by {} until {}: {}", self.person, self.until, self.reason)),
            (false, false) => Err("its waiver is of what is found, and one of what cannot be told says `unknown = true`".to_owned()),
            (true, true) => Err("its waiver is of what cannot be told (`unknown = true`), and this is found".to_owned()),
        }
    }
}

/// Takes for accepted what is waived. Where no waiver of a finding counts its text says why.
pub(crate) fn waive(findings: &mut [Finding], waivers: &[Waiver], now: Timestamp) {
    let counting = waivers.iter().filter(|waiver| !waiver.expired(now));
    let fitting: Vec<_> = counting.map(|waiver| (waiver, waiver.subjects(findings))).collect();
    for finding in findings {
        let its = fitting.iter().filter(|(waiver, subjects)| waiver.rule == finding.rule && subjects.contains(&finding.subject));
        let judged: Vec<_> = its.map(|(waiver, subjects)| waiver.judge(finding, subjects.len())).collect();
        finding.accepted = judged.iter().find_map(|judged| judged.as_ref().ok()).cloned();
        if let (None, Some(Err(why))) = (&finding.accepted, judged.first()) {
            finding.text = format!("{}; {why}", finding.text);
        }
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>, rules: &[&str]) -> Option<Waiver> {
    let rule = fields.needed("rule");
    let (subject, reason, person) = (fields.needed("subject"), fields.needed("reason"), fields.needed("person"));
    if !rule.value.is_empty() && !rules.contains(&rule.value.as_str()) {
        fields.problem(wrong_word("rule", &rule.value, rule.span, rules));
    } else if rule.value == NEVER {
        let problem = Problem::new(rule.span, "that a waiver has expired cannot be waived");
        fields.problem(problem.with("set a new `until` in the waiver that has expired, or delete it"));
    }
    let unknown = fields.flag("unknown").unwrap_or(false);
    let until = match fields.date("until") {
        Some(said) => {
            let date = said.value.parse().ok();
            if date.is_none() {
                fields.problem(Problem::new(said.span, format!("`until` must be a day such as 2027-06-30, not `{}`", said.value)));
            }
            date
        }
        None if fields.says("until") => None,
        None => {
            let problem = Problem::new(fields.span.clone(), "`[[waiver]]` needs the key `until`");
            fields.problem(problem.with("add `until = 2027-06-30`: a waiver without an end would never be looked at again"));
            None
        }
    };
    let until = until.unwrap_or(Date::MIN);
    Some(Waiver { rule: rule.value, subject: subject.value, reason: reason.value, person: person.value, until, unknown })
}
