//! 404 `not.found`: no operation of the platform API has this method and path.

use crate::{Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    if question.operation.is_some() { Outcome::Passed } else { Outcome::Refused(Reason::NotFound) }
}
