//! 401 `authentication.required`: no bearer token in the `Authorization` header (RFC 6750 §2.1; API description).

use crate::{Credentials, Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    match question.credentials {
        Credentials::None => Outcome::Refused(Reason::AuthenticationRequired),
        Credentials::Garbage | Credentials::Token(_) => Outcome::Passed,
    }
}
