//! `[[role]]`: permissions under a name.

use std::collections::BTreeMap;

use postern_catalog::{
    Catalog,
    lookup::{self, Kind},
};
use postern_org::{Draft, change::roles};
use serde_json::json;

use super::body;
use crate::refused::refused;
use postern_written::{Fields, Problem, Said};

pub(crate) struct Role {
    pub(crate) name: Said<String>,
    description: Option<Said<String>>,
    permissions: Vec<Said<String>>,
}

impl Role {
    pub(crate) fn read(fields: &mut Fields<'_, '_>, catalog: &Catalog) -> Option<Self> {
        let (name, description) = (fields.needed("name"), fields.text("description"));
        let permissions = fields.texts("permissions");
        for permission in &permissions {
            if let Some(problem) = unknown(catalog, permission) {
                fields.problem(problem);
            }
        }
        Some(Self { name, description, permissions })
    }

    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let mut policies: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        let mut bare = Vec::new();
        for permission in &self.permissions {
            match permission.value.split(':').collect::<Vec<_>>()[..] {
                [domain, entity, action] => policies.entry((domain, entity)).or_default().push(action),
                _ => bare.push(permission.value.as_str()),
            }
        }
        let policy = |((domain, entity), actions)| json!({ "domain": domain, "entityName": entity, "actionSet": actions });
        let policies: Vec<_> = policies.into_iter().map(policy).collect();
        let description = self.description.as_ref().map(|text| text.value.as_str());
        let request = json!({
            "name": self.name.value, "description": description, "permissions": bare, "permissionPolicies": policies,
        });
        let created = body(request).and_then(|request| roles::create(draft, request));
        created.map(drop).map_err(|refusal| refused(&self.name.span, refusal))
    }
}

/// What is wrong with a permission that the catalogue does not know. The platform would keep it, and it would give nothing.
fn unknown(catalog: &Catalog, permission: &Said<String>) -> Option<Problem> {
    let name = permission.value.as_str();
    let known = match name.split(':').collect::<Vec<_>>()[..] {
        ["*", entity, action] => {
            catalog.domains().any(|domain| catalog.expand(domain, entity, [action].into_iter()).iter().next().is_some())
        }
        [domain, entity, action] if name.contains('*') => catalog.expand(domain, entity, [action].into_iter()).iter().next().is_some(),
        [_] | [_, _, _] => catalog.permission_id(name).is_some(),
        _ => {
            let problem = Problem::new(permission.span.clone(), format!("`{name}` is no permission"));
            return Some(
                problem.with("a permission is `domain:entity:action`, such as `routing:queue:view`; `*` stands for every entity or action"),
            );
        }
    };
    if known {
        return None;
    }
    let problem = Problem::new(permission.span.clone(), format!("no permission is called `{name}`"));
    let answer = lookup::run(catalog, Kind::Permission, name);
    let meant = answer.suggestions.iter().find(|meant| meant.kind == Kind::Permission);
    Some(match meant {
        Some(meant) => problem.with(format!("did you mean `{}`?", meant.name)),
        None => problem.with("see `postern catalog permission`"),
    })
}
