//! Too many requests: 429, and at the token endpoint 400 with a text about the rate.

use postern_decide::Reason;
use postern_model::settings::Evidence::Documented;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause = Cause { name: "rate-limit", title: "too many requests", evidence: Documented, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let limited = seen.status == Some(429) || seen.has_code(&["too.many.requests.retry.after", "too.many.requests"]);
    let settled = matches!(case.reason(), Some(Reason::TooManyRequests { .. }));
    let likelihood = graded(settled, limited || seen.says("rate limit exceeded"), false, case.is_open())?;
    let wait = seen.retry_after.map_or_else(|| "the seconds of `Retry-After`".to_owned(), |seconds| format!("{seconds} seconds"));
    Finding::new(
        likelihood,
        "the service counts requests, 300 a minute for a token by default; this is no matter of rights, and a 401 or 403 is never of it",
        "the headers `inin-ratelimit-count`, `inin-ratelimit-allowed` and `inin-ratelimit-reset` of the answers before",
        format!("wait {wait} and go on more slowly; spread the work over the minute, and use one token for a whole run instead of many"),
    )
}
