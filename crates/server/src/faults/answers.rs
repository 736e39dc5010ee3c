//! What a rule can answer: the platform's own statuses, each with the code and the text that it answers on every operation
//! (facts §4.2). A status that the platform does not declare has no body to imitate.

use postern_decide::{Rate, Reason};

use crate::{fault::Fault, router::BODY_LIMIT};

const TEXTS: [(u16, &str, &str); 11] = [
    (400, "bad.request", "The request could not be understood by the server due to malformed syntax."),
    (401, "bad.credentials", "Invalid login credentials."),
    (403, "not.authorized", "You are not authorized to perform the requested action."),
    (404, "not.found", "The requested resource was not found."),
    (
        408,
        "client.timeout",
        "The client did not produce a request within the server timeout limit. This can be caused by a slow network connection and/or large payloads.",
    ),
    (409, "request.conflict", "The request conflicts with the current state of the target resource."),
    (413, "request.entity.too.large", "The request is over the size limit. Maximum bytes: "),
    (
        415,
        "unsupported.media.type",
        "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.",
    ),
    (500, "internal.server.error", "The server encountered an unexpected condition which prevented it from fulfilling the request."),
    (
        503,
        "service.unavailable",
        "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).",
    ),
    (504, "request.timeout", "The request timed out."),
];

/// The statuses there are, in order.
pub(super) fn statuses() -> impl Iterator<Item = u16> {
    let mut statuses: Vec<u16> = TEXTS.iter().map(|(status, ..)| *status).chain([TOO_MANY]).collect();
    statuses.sort_unstable();
    statuses.into_iter()
}

/// The status of a rate limit.
pub(super) const TOO_MANY: u16 = 429;

/// The platform's refusal with this status, of those in [`statuses`].
pub(super) fn refusal(status: u16) -> Option<Fault> {
    let (status, code, text) = TEXTS.iter().find(|(known, ..)| *known == status)?;
    Some(Fault::new(*status, code, if *status == 413 { format!("{text}{BODY_LIMIT}") } else { (*text).to_owned() }))
}

/// The platform's 429: the words and the headers say when to come back.
pub(super) fn too_many(catalog: &postern_catalog::Catalog, rate: Rate) -> (Fault, Rate) {
    let reason = Reason::TooManyRequests { retry_after: rate.reset };
    (Fault::new(reason.status(), reason.code(), reason.message(catalog, |_| true)), rate)
}
