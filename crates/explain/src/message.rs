//! The platform's messages and what stands in them. People often have the message alone: logs and Terraform drop the code.

/// Code and the words that only its message has, in lower case (API description; see `postern_decide::Reason::message`).
const MESSAGES: &[(&str, &str)] = &[
    ("authentication.required", "no authentication bearer token specified"),
    ("bad.credentials", "invalid login credentials"),
    ("ip.not.authorized", "requests originating from this ip address are not authorized"),
    ("not.found", "the requested resource was not found"),
    ("too.many.requests.retry.after", "rate limit exceeded the maximum. retry the request in"),
    ("too.many.requests", "rate limit exceeded the maximum ["),
    ("app.not.authorized.for.scope", "app not authorized to use scope"),
    ("missing.any.division.permissions", "in at least one of the following division(s)"),
    ("missing.division.permission", "in the provided division(s)"),
    ("missing.division.permissions", "in the following division(s)"),
    ("missing.any.permissions", "you must have at least one of the following permissions"),
    ("missing.permissions", "you are missing the following permission(s)"),
    ("not.a.user", "this request requires a user context"),
    ("authz.policy.denied", "your organization's security policies have denied access"),
    ("not.authorized", "you are not authorized to perform the requested action"),
];

/// The code whose message this is. The first that fits: those that say more stand first.
pub(crate) fn code_of(message: &str) -> Option<&'static str> {
    let message = message.to_lowercase();
    MESSAGES.iter().find(|(_, words)| message.contains(words)).map(|(code, _)| *code)
}

/// The permissions named in a message: in `[a, b]`, or between quotes.
pub(crate) fn permissions(message: &str) -> Vec<&str> {
    let listed = message.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(list, _)| list);
    let quoted = || message.split_once("permission '").and_then(|(_, rest)| rest.split_once('\'')).map(|(name, _)| name);
    let names = listed.or_else(quoted).unwrap_or_default().split(',').map(str::trim);
    names.filter(|name| !name.is_empty() && (name.matches(':').count() == 2 || *name == "admin")).collect()
}

/// What stands in the last pair of square brackets: an address, the ids of policies.
pub(crate) fn bracketed(message: &str) -> Option<&str> {
    let (_, rest) = message.rsplit_once('[')?;
    rest.split_once(']').map(|(inner, _)| inner.trim()).filter(|inner| !inner.is_empty())
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use postern_catalog::Catalog;
    use postern_decide::{Reason, TokenFault};
    use postern_model::{Id, PermissionId};
    use uuid::Uuid;

    use super::*;

    /// Whatever words `decide` has for a reason, they are known here by the same code.
    #[test]
    fn each_message_of_a_decision_belongs_to_its_code() {
        let catalog = Catalog::builtin();
        let operation = catalog.operation_named("patch_user").unwrap().id;
        let division = Id::new(Uuid::nil());
        for reason in [
            Reason::AuthenticationRequired,
            Reason::BadCredentials(TokenFault::Expired),
            Reason::IpNotAuthorized(Ipv4Addr::LOCALHOST.into()),
            Reason::TooManyRequests { retry_after: 3 },
            Reason::NotFound,
            Reason::AppNotAuthorizedForScope(operation),
            Reason::MissingPermissions(operation),
            Reason::MissingAnyPermissions(operation),
            Reason::NotAUser,
            Reason::MissingDivisionPermission { permission: PermissionId(3), division },
            Reason::MissingAnyDivisionPermissions { operation, division },
        ] {
            let message = reason.message(catalog, |_| true);
            assert_eq!(code_of(&message), Some(reason.code()), "{message}");
            let names: Vec<&str> = reason.permissions(catalog).into_iter().map(|id| catalog.permission(id).name).collect();
            assert_eq!(permissions(&message), names, "{message}");
        }
    }

    #[test]
    fn other_words_belong_to_no_code() {
        assert_eq!((code_of("something else"), permissions("no list"), bracketed("[]")), (None, vec![], None));
        assert_eq!(bracketed("Policy ID(s): [a, b]"), Some("a, b"));
    }
}
