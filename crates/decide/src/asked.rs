//! A question while it is decided, with what several checks want and is found out once.

use std::{cell::OnceCell, ops::Deref};

use postern_model::Subject;
use postern_org::Effective;

use crate::Question;

pub(crate) struct Asked<'q> {
    question: &'q Question<'q>,
    held: OnceCell<Effective>,
}

impl<'q> Asked<'q> {
    pub(crate) fn new(question: &'q Question<'q>) -> Self {
        Self { question, held: OnceCell::new() }
    }

    /// The permissions of `subject`, the question's own; here: in the first division of the target.
    pub(crate) fn held(&self, subject: Subject) -> &Effective {
        self.held.get_or_init(|| self.organization.effective(subject, self.target.divisions().first().copied()))
    }
}

impl<'q> Deref for Asked<'q> {
    type Target = Question<'q>;

    fn deref(&self) -> &Question<'q> {
        self.question
    }
}
