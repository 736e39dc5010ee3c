//! 403 `authz.policy.denied`: an attribute-based access policy refuses. What a policy's condition comes to is not worked out here, so
//! the answer is *unknown* where one binds the caller, or where policies could not be read. A local organization holds none (their
//! operations answer 501), and its server goes by nothing of a live one's.

use postern_catalog::{Catalog, Operation};
use postern_model::{Fact, Id, Subject, SubjectKind};
use postern_org::Organization;
use serde_json::Value;

use crate::{Missing, Outcome, Question};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let (Some(operation), Some(subject)) = (question.operation, question.subject()) else { return Outcome::DidNotApply };
    let (catalog, organization) = (question.catalog, question.organization);
    let open = organization.evidence().is_some_and(|evidence| match &evidence.access_policies {
        Fact::Unknown(_) => !operation.permissions.is_empty(),
        Fact::Known(policies) => policies.iter().any(|policy| policy_binds(catalog, organization, policy, subject, operation)),
    });
    if open { Outcome::Unknown(Missing::AccessPolicies(operation.id)) } else { Outcome::DidNotApply }
}

/// Whether `policy`, an `AuthorizationPolicy` as the API shows it, is evaluated when `subject` asks for `operation`: it is active, is
/// about one of the operation's permissions, and about the subject. Of what it does not say the most is taken; members of teams are
/// not known (API description: `AuthorizationPolicy`, `Subject`).
pub fn policy_binds(catalog: &Catalog, organization: &Organization, policy: &Value, subject: Subject, operation: &Operation) -> bool {
    if policy["active"] != true || (subject.kind == SubjectKind::Client && policy["applyToClients"] == false) {
        return false;
    }
    let whose = policy["subject"]["id"].as_str().and_then(Id::<()>::parse).map(Id::uuid);
    let is_person = subject.kind == SubjectKind::User;
    let is_about = match policy["subject"]["type"].as_str() {
        Some("USER") => is_person && whose.is_none_or(|id| id == subject.id),
        Some("CLIENT") => !is_person && whose.is_none_or(|id| id == subject.id),
        Some("GROUP") => {
            let groups = organization.user(Id::new(subject.id)).map_or(&[][..], |user| &user.groups);
            is_person && whose.is_none_or(|id| groups.contains(&Id::new(id)))
        }
        Some("TEAM") => is_person,
        _ => true,
    };
    is_about && operation.permissions.iter().any(|id| is_target(policy["targetResource"].as_str(), catalog.permission(*id).name))
}

/// Why access policies leave open whether `subject` may do `operation`, for people to read.
pub(crate) fn policies_open(catalog: &Catalog, organization: &Organization, subject: Subject, operation: &Operation) -> Option<String> {
    match &organization.evidence()?.access_policies {
        Fact::Unknown(why) if !operation.permissions.is_empty() => Some(format!("access policies could not be read: {why}")),
        Fact::Unknown(_) => None,
        Fact::Known(policies) => {
            let policy = policies.iter().find(|policy| policy_binds(catalog, organization, policy, subject, operation))?;
            let text = |member: &str| policy[member].as_str().unwrap_or("?");
            Some(format!(
                "the access policy `{}` is evaluated on it, whose condition is not worked out here; `POST \
                 /api/v2/authorization/policies/{}/simulate` tries it",
                text("name"),
                text("id")
            ))
        }
    }
}

/// Whether a policy's target is the permission; `*` stands for anything.
fn is_target(target: Option<&str>, permission: &str) -> bool {
    let Some(target) = target else { return true };
    let (mut wanted, mut parts) = (target.split(':'), permission.split(':'));
    loop {
        match (wanted.next(), parts.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == "*" || wanted.eq_ignore_ascii_case(part) => {}
            _ => return false,
        }
    }
}
