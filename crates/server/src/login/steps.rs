//! What was checked of somebody at the login host, step by step, until the decision is kept.

use postern_decide::{Admitted, admission::Said};
use postern_saml::Step;

use crate::decisions::EntryStep;

/// The checks so far.
#[derive(Debug, Default)]
pub(crate) struct Steps(Vec<EntryStep>);

impl Steps {
    pub(crate) fn passed(&mut self, check: &'static str, detail: impl Into<String>) {
        self.0.push(EntryStep { check, outcome: "passed", detail: detail.into() });
    }

    pub(crate) fn refused(&mut self, check: &'static str, detail: impl Into<String>) {
        self.0.push(EntryStep { check, outcome: "refused", detail: detail.into() });
    }

    /// What the SAML library checked.
    pub(crate) fn message(&mut self, steps: Vec<Step>) {
        for Step { name, passed, compared, .. } in steps {
            if passed { self.passed(name, compared) } else { self.refused(name, compared) }
        }
    }

    /// What the rules about ways in said, a step each.
    pub(crate) fn admission(&mut self, admitted: &Admitted) {
        let step = |(check, said): &(&'static str, Said)| EntryStep { check, outcome: said.outcome(), detail: said.detail() };
        self.0.extend(admitted.trace.iter().map(step));
    }

    pub(crate) fn append(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Whether the last check refused.
    pub(crate) fn end_refused(&self) -> bool {
        self.0.last().is_some_and(|step| step.outcome == "refused")
    }
}

impl From<Steps> for Vec<EntryStep> {
    fn from(steps: Steps) -> Self {
        steps.0
    }
}

impl From<&Admitted> for Steps {
    fn from(admitted: &Admitted) -> Self {
        let mut steps = Self::default();
        steps.admission(admitted);
        steps
    }
}
