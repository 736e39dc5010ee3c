//! 429 `too.many.requests.retry.after`: more requests in this minute than the limit allows.

use crate::{Outcome, Question, Reason};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let rate = question.rate;
    if rate.allowed == 0 {
        Outcome::DidNotApply
    } else if rate.count > rate.allowed {
        Outcome::Refused(Reason::TooManyRequests { retry_after: rate.reset.max(1) })
    } else {
        Outcome::Passed
    }
}
