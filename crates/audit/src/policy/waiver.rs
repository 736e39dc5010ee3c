//! `[[waiver]]`: a finding that is put up with until a day.

use jiff::civil::Date;
use postern_model::Timestamp;
use postern_written::{Fields, Problem};

use super::wrong_word;

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
}

/// The rule that nobody may waive: an expired waiver would be one without an end.
const NEVER: &str = "POL-06";

impl Waiver {
    /// Whether its last day is past.
    pub fn expired(&self, now: Timestamp) -> bool {
        now.date() > self.until
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
    Some(Waiver { rule: rule.value, subject: subject.value, reason: reason.value, person: person.value, until: until.unwrap_or(Date::MIN) })
}
