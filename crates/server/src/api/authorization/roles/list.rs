//! `GET /api/v2/authorization/roles`: roles by name, id, default key or permission. Every filter narrows; within one, any
//! value suffices.

use std::collections::HashMap;

use postern_model::{Id, Role};
use serde_json::json;

use super::view::{RoleView, user_counts};
use crate::{
    call::{Answer, Call},
    fault::Fault,
    paging::page_of,
};

/// The most values of `id`.
const MOST_IDS: usize = 100;

/// Answers `OrganizationRoleEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let filter = Filter::of(call)?;
    let sort_by = call.query.get("sortBy").unwrap_or("name");
    let shown = call.query.flag("userCount", true);
    let counts = if shown || sort_by == "userCount" { user_counts(&call.organization) } else { HashMap::new() };
    let count = |role: &Role| counts.get(&role.id).copied().unwrap_or_default();
    let mut roles: Vec<&Role> = call.organization.roles().filter(|role| filter.admits(role)).collect();
    match sort_by {
        "name" => {}
        "id" => roles.sort_by_key(|role| role.id),
        "description" => roles.sort_by(|left, right| left.description.cmp(&right.description)),
        "userCount" => roles.sort_by_key(|role| count(role)),
        other => return Err(Fault::query("sortBy", other, "name, id, description, userCount")),
    }
    let expand = call.query.list("expand");
    page_of(call, roles, |role| json!(RoleView::from(role).counted(shown.then(|| count(role))).expanded(&expand)))
}

struct Filter<'q> {
    name: Option<String>,
    ids: Vec<&'q str>,
    keys: Vec<&'q str>,
    permissions: Vec<&'q str>,
}

impl<'q> Filter<'q> {
    fn of(call: &'q Call<'_>) -> Result<Self, Fault> {
        let ids = call.query.list("id");
        if ids.len() > MOST_IDS {
            return Err(Fault::new(
                400,
                "max.role.ids",
                format!("at most {MOST_IDS} role ids can be asked for at once; {} were", ids.len()),
            ));
        }
        Ok(Self {
            name: call.query.get("name").map(|name| name.trim_matches('*').to_lowercase()),
            ids,
            keys: call.query.list("defaultRoleId"),
            permissions: call.query.list("permission"),
        })
    }

    fn admits(&self, role: &Role) -> bool {
        let any = |values: &[&str], fits: &dyn Fn(&str) -> bool| values.is_empty() || values.iter().any(|value| fits(value));
        self.name.as_ref().is_none_or(|name| role.name.to_lowercase().contains(name.as_str()))
            && any(&self.ids, &|id| Id::parse(id) == Some(role.id))
            && any(&self.keys, &|key| role.default_role_id.as_deref() == Some(key))
            && any(&self.permissions, &|permission| gives(role, permission))
    }
}

/// Whether a role gives a permission, by its legacy names or its policies.
fn gives(role: &Role, permission: &str) -> bool {
    let mut parts = permission.splitn(3, ':');
    let (domain, entity, action) = (parts.next(), parts.next(), parts.next());
    let fits = |asked: Option<&str>, named: &str| asked.is_some_and(|asked| asked == named || asked == "*" || named == "*");
    role.permissions.iter().any(|name| name == permission)
        || role.policies.iter().any(|policy| {
            fits(domain, &policy.domain) && fits(entity, &policy.entity_name) && policy.action_set.iter().any(|named| fits(action, named))
        })
}
