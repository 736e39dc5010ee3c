//! A subject and its grants on the wire (API description: `AuthzSubject`, `AuthzGrant`).

use std::collections::BTreeSet;

use postern_model::{Grant, Policy, Reach, Role, Subject, SubjectKind};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::super::divisions::view::DivisionView;
use crate::call::{Answer, Call, Reply};

/// How grants are shown in one answer.
pub struct GrantView<'c> {
    call: &'c Call<'c>,
    /// `includeFullRoles=false` leaves the policies of roles out.
    full_roles: bool,
}

impl<'c> GrantView<'c> {
    /// What the query asks for.
    pub fn of(call: &'c Call<'c>) -> Self {
        Self { call, full_roles: call.query.flag("includeFullRoles", true) }
    }

    /// A grant of `subject`, unless its role or division is gone.
    pub fn json(&self, subject: Uuid, grant: &Grant) -> Option<Value> {
        let division = match grant.division {
            Reach::All => json!({ "id": "*", "homeDivision": false, "selfUri": "/api/v2/authorization/divisions/*" }),
            Reach::Division(id) => json!(DivisionView::from(self.call.organization.division(id)?)),
        };
        let role = self.role(self.call.organization.role(grant.role)?);
        Some(json!({ "subjectId": subject, "division": division, "role": role, "grantMadeAt": grant.made }))
    }

    fn role(&self, role: &Role) -> Value {
        let mut view = Map::new();
        let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
        put("id", json!(role.id));
        put("name", json!(role.name));
        put("description", json!(role.description));
        if self.full_roles {
            put("policies", role.policies.iter().map(policy).collect());
        }
        put("default", json!(role.default_role_id.is_some()));
        put("selfUri", json!(format!("/api/v2/authorization/roles/{}", role.id)));
        Value::Object(view)
    }
}

fn policy(policy: &Policy) -> Value {
    let mut view = json!({ "actions": policy.action_set, "domain": policy.domain, "entityName": policy.entity_name });
    if let (Some(condition), Some(members)) = (&policy.resource_condition_node, view.as_object_mut()) {
        members.insert("condition".to_owned(), json!(condition.to_string()));
    }
    view
}

/// A subject with all it holds, inherited grants under the id of the group they come through. `includeDuplicates` keeps
/// the same role in the same division from several sources; without it the subject's own stands first.
pub fn subject(call: &Call<'_>, subject: Subject) -> Answer {
    let duplicates = call.query.flag("includeDuplicates", false);
    let listed = subject.kind != SubjectKind::Client || call.organization.profile().settings.clients_grants_listed;
    let view = GrantView::of(call);
    let mut seen = BTreeSet::new();
    let grants: Vec<Value> = call
        .organization
        .holdings(subject)
        .filter(|_| listed)
        .filter(|holding| seen.insert((holding.grant.role, holding.grant.division)) || duplicates)
        .filter_map(|holding| view.json(holding.source, holding.grant))
        .collect();
    Reply::json(&json!({
        "id": subject.id, "name": call.organization.subject_name(subject), "grants": grants,
        "selfUri": format!("/api/v2/authorization/subjects/{}", subject.id),
    }))
}
