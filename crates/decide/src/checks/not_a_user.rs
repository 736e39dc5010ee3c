//! 400 `not.a.user`: the operation wants a person and the token, from client credentials, has none (API description).

use crate::{Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let (Some(token), Some(operation)) = (question.token(), question.operation) else { return Outcome::DidNotApply };
    if !operation.user_context {
        Outcome::DidNotApply
    } else if token.user.is_none() {
        Outcome::Refused(Reason::NotAUser)
    } else {
        Outcome::Passed
    }
}
