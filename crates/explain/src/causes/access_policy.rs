//! An access policy refuses.

use postern_decide::policy_binds;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "access-policy", title: "an access policy refuses", evidence: Specified, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let certain = case.seen.has_code(&["authz.policy.denied"]);
    // Where the policies were read and none binds the caller, none refused.
    let binds = |policy: &serde_json::Value| match (case.asked.subject(), case.asked.operation, case.place) {
        (Some(subject), Some(operation), Some(place)) => policy_binds(case.catalog, place.organization, policy, subject, operation),
        _ => policy["active"] == true,
    };
    let read = case.evidence().and_then(|evidence| evidence.access_policies.known());
    let none = read.is_some_and(|policies| !policies.iter().any(binds));
    let unexplained = case.seen.status == Some(403) && case.contradicts();
    let vague = case.seen.status == Some(403) && case.seen.has_code(&["not.authorized"]);
    let likelihood = graded(false, certain, false, (unexplained || vague) && !none)?;
    let ids = case.seen.message.as_deref().filter(|_| certain).and_then(crate::message::bracketed);
    let why = match ids {
        Some(ids) => format!("the organization's access policies refuse the action: {ids}. The caller's roles are not what is wrong"),
        None => "the organization may have access policies that also bind clients; they refuse although the caller has the permission"
            .to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/authorization/policies`: active ones with `applyToClients` for the permission; `POST \
         /api/v2/authorization/policies/{policyId}/simulate` tries one without changing anything",
        "ask whoever looks after the policies to exempt the client or to change the condition; another role changes nothing",
    )
}
