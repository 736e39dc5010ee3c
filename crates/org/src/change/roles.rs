//! Changes of roles: created, replaced, merged, deleted, restored to what ships.

mod body;

use std::sync::Arc;

use postern_catalog::Catalog;
use postern_model::{Id, Policy, Role, audit::PropertyChange};
use serde_json::Value;

pub use body::{PolicyBody, RoleBody};

use super::grants;
use crate::{Draft, Refusal, fresh};
use body::overlaid;

/// The most characters of a name. Inferred: no source states one.
const MOST_OF_NAME: usize = 200;

/// Makes a custom role.
pub fn create(draft: &mut Draft<'_>, body: RoleBody) -> Result<Arc<Role>, Refusal> {
    let limit = draft.profile().settings.limits_roles as usize;
    if limit > 0 && draft.roles().count() >= limit {
        return Err(Refusal::bad("max.roles.exceeded", format!("an organization has at most {limit} roles")));
    }
    let blank = emptied(draft.fresh_id());
    let role = overlaid(draft.catalog, blank, body).and_then(|role| named(draft, role));
    let role = role.map_err(|text| Refusal::bad("general.bad.request", text))?;
    log(draft, "Create", &role, differences(None, &role));
    Ok(draft.put_role(role))
}

/// Replaces a role: what the body leaves out becomes empty.
pub fn replace(draft: &mut Draft<'_>, id: Id<Role>, body: RoleBody) -> Result<Arc<Role>, Refusal> {
    let old = found(draft, id)?;
    let cleared = Role { default_role_id: old.default_role_id.clone(), base: old.base, edited: old.edited, ..emptied(id) };
    let body = RoleBody { role_needs_update: None, ..body };
    update(draft, &old, cleared, body).map_err(|text| Refusal::bad("general.bad.request", text))
}

/// Merges into a role: what the body leaves out stays. The operation declares no code of its own.
pub fn merge(draft: &mut Draft<'_>, id: Id<Role>, body: RoleBody) -> Result<Arc<Role>, Refusal> {
    let old = found(draft, id)?;
    update(draft, &old, old.clone(), body).map_err(|text| Refusal::bad("bad.request", text))
}

/// The role that [`merge`] would make of `role`, names not looked at. Changes nothing.
pub fn preview(catalog: &Catalog, role: &Role, body: RoleBody) -> Result<Role, Refusal> {
    overlaid(catalog, role.clone(), body).map_err(|text| Refusal::bad("bad.request", text))
}

/// Deletes a custom role and every grant of it.
pub fn delete(draft: &mut Draft<'_>, id: Id<Role>) -> Result<(), Refusal> {
    let role = found(draft, id)?;
    if role.base {
        let text = format!("role `{}` is a default role: it can be restored, not deleted", role.name);
        return Err(Refusal::bad("bad.request", text));
    }
    grants::drop_role(draft, id);
    draft.remove_role(id);
    log(draft, "Delete", &role, Vec::new());
    Ok(())
}

/// Gives shipped roles back the description and permissions they ship with. Names stay: one may be another role's by now.
pub fn restore(draft: &mut Draft<'_>, ids: &[Id<Role>]) -> Result<Vec<Arc<Role>>, Refusal> {
    let roles: Result<Vec<_>, _> = ids.iter().map(|id| restored(draft, *id)).collect();
    let put = |(old, role): (Role, Role)| {
        log(draft, "Update", &role, differences(Some(&old), &role));
        draft.put_role(role)
    };
    Ok(roles?.into_iter().map(put).collect())
}

/// Adds the shipped roles that the organization lacks; with `force`, restores the others too.
pub fn restore_all(draft: &mut Draft<'_>, force: bool) -> Result<Vec<Arc<Role>>, Refusal> {
    let mut roles = Vec::new();
    for key in fresh::default_roles() {
        let present = draft.default_role(key).cloned();
        match present {
            Some(role) if force => roles.extend(restore(draft, &[role.id])?),
            Some(role) => roles.push(Arc::new(role)),
            None => roles.extend(add_default(draft, key)?),
        }
    }
    Ok(roles)
}

fn found(draft: &Draft<'_>, id: Id<Role>) -> Result<Role, Refusal> {
    draft.role(id).cloned().ok_or_else(Refusal::not_found)
}

fn emptied(id: Id<Role>) -> Role {
    Role {
        id,
        name: String::new(),
        description: String::new(),
        default_role_id: None,
        permissions: Vec::new(),
        policies: Vec::new(),
        base: false,
        edited: false,
        effective: postern_model::PermissionSet::EMPTY,
        conditional: None,
    }
}

/// A shipped role as it is, and as it ships.
fn restored(draft: &Draft<'_>, id: Id<Role>) -> Result<(Role, Role), Refusal> {
    let role = draft.role(id).ok_or_else(|| Refusal::bad("bad.request", format!("role `{id}` does not exist")))?;
    let shipped = role.default_role_id.as_deref().and_then(|key| fresh::default_role(draft.catalog, key, id));
    let shipped = shipped.ok_or_else(|| Refusal::bad("bad.request", format!("role `{}` is not a default role", role.name)))?;
    Ok((role.clone(), Role { name: role.name.clone(), ..shipped }))
}

fn add_default(draft: &mut Draft<'_>, key: &str) -> Result<Option<Arc<Role>>, Refusal> {
    let id = draft.fresh_id();
    let Some(role) = fresh::default_role(draft.catalog, key, id) else { return Ok(None) };
    let role = named(draft, role).map_err(|text| Refusal::bad("bad.request", text))?;
    log(draft, "Create", &role, differences(None, &role));
    Ok(Some(draft.put_role(role)))
}

fn update(draft: &mut Draft<'_>, old: &Role, onto: Role, body: RoleBody) -> Result<Arc<Role>, String> {
    let needs_update = body.role_needs_update;
    let mut role = overlaid(draft.catalog, onto, body).and_then(|role| named(draft, role))?;
    if role.default_role_id.is_some() {
        let changed = role.policies != old.policies || role.permissions != old.permissions;
        role.edited = needs_update.unwrap_or(old.edited || changed);
    }
    log(draft, "Update", &role, differences(Some(old), &role));
    Ok(draft.put_role(role))
}

/// `role`, if its name can be used.
fn named(draft: &Draft<'_>, role: Role) -> Result<Role, String> {
    if role.name.trim().is_empty() {
        return Err("a role needs a name".to_owned());
    }
    if role.name.chars().count() > MOST_OF_NAME {
        return Err(format!("the name of a role has at most {MOST_OF_NAME} characters"));
    }
    match draft.role_named(&role.name) {
        Some(other) if other.id != role.id => Err(format!("a role named `{}` exists already", other.name)),
        _ => Ok(role),
    }
}

fn log(draft: &mut Draft<'_>, action: &str, role: &Role, changes: Vec<PropertyChange>) {
    draft.log("PeoplePermissions", action, ("Role", &role.id.to_string(), &role.name), changes);
}

/// The values of one property.
type Values = fn(&Role) -> Vec<Value>;

/// What `new` changes, property by property.
fn differences(old: Option<&Role>, new: &Role) -> Vec<PropertyChange> {
    let properties: [(&str, Values); 4] = [
        ("name", |role| vec![role.name.as_str().into()]),
        ("description", |role| vec![role.description.as_str().into()]),
        ("permissions", |role| role.permissions.iter().map(|name| name.as_str().into()).collect()),
        ("permissionPolicies", |role| role.policies.iter().flat_map(names).collect()),
    ];
    let changed = properties.into_iter().map(|(property, values)| PropertyChange {
        property: property.to_owned(),
        old_values: old.map(values).unwrap_or_default(),
        new_values: values(new),
    });
    changed.filter(|change| change.old_values != change.new_values).collect()
}

/// The permissions a policy names, in full.
fn names(policy: &Policy) -> impl Iterator<Item = Value> + '_ {
    policy.action_set.iter().map(|action| format!("{}:{}:{action}", policy.domain, policy.entity_name).into())
}

#[cfg(test)]
mod tests {
    use postern_model::{Entropy, Grant, Reach, Subject, SubjectKind, Timestamp};
    use serde_json::json;
    use uuid::Uuid;

    use postern_model::grant::SubjectGrants;

    use super::*;
    use crate::{Circumstances, Organization};

    fn fresh_draft() -> Draft<'static> {
        let now = Timestamp::parse("2026-01-02T03:04:05Z").unwrap();
        let founding = fresh::Founding {
            id: Uuid::nil(),
            name: "Local".to_owned(),
            short_name: "local".to_owned(),
            email_domain: "local.example".to_owned(),
        };
        let organization = Organization::empty(fresh::profile(&founding)).unwrap();
        let circumstances = Circumstances { now, entropy: Entropy::from_seed([7; 32]), pepper: [0; 32], actor: None };
        let mut draft = Draft::new(&organization, Catalog::builtin(), circumstances);
        fresh::found(&mut draft, "local.example").unwrap();
        draft
    }

    fn body(value: Value) -> RoleBody {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn each_change_is_one_event_with_what_it_changed() {
        let mut draft = fresh_draft();
        let viewers = json!([{ "domain": "routing", "entityName": "queue", "actionSet": ["view"] }]);
        let role = create(&mut draft, body(json!({ "name": "a", "permissionPolicies": viewers }))).unwrap();
        merge(&mut draft, role.id, body(json!({ "name": "b" }))).unwrap();
        delete(&mut draft, role.id).unwrap();
        let (_, _, events) = draft.finish();
        let seen: Vec<_> = events.iter().map(|event| (event.action.as_str(), event.entity_name.as_str(), json!(event.changes))).collect();
        let created = json!([
            { "property": "name", "oldValues": [], "newValues": ["a"] },
            { "property": "description", "oldValues": [], "newValues": [""] },
            { "property": "permissionPolicies", "oldValues": [], "newValues": ["routing:queue:view"] },
        ]);
        let renamed = json!([{ "property": "name", "oldValues": ["a"], "newValues": ["b"] }]);
        assert_eq!(seen, [("Create", "a", created), ("Update", "b", renamed), ("Delete", "b", json!([]))]);
        assert!(events.iter().all(|event| event.service == "PeoplePermissions" && event.entity_type == "Role"));
    }

    #[test]
    fn a_deleted_role_is_nobodys() {
        let mut draft = fresh_draft();
        let role = create(&mut draft, body(json!({ "name": "a" }))).unwrap();
        let subject = Subject { kind: SubjectKind::User, id: Uuid::from_u128(1) };
        let made = draft.now();
        draft.put_grants(SubjectGrants { subject, grants: vec![Grant { role: role.id, division: Reach::All, made }] });
        delete(&mut draft, role.id).unwrap();
        assert!(draft.grants(subject.id).is_none() && draft.role(role.id).is_none() && draft.role_named("a").is_none());
    }

    #[test]
    fn a_refused_body_leaves_the_draft_alone() {
        let mut draft = fresh_draft();
        let roles = draft.roles().count();
        let refused = create(&mut draft, body(json!({ "name": "A", "permissionPolicies": [{}] }))).unwrap_err();
        assert_eq!(refused, Refusal::bad("general.bad.request", "permissionPolicies[0] needs a `domain`"));
        assert_eq!((draft.roles().count(), draft.finish().2.len()), (roles, 0));
    }
}
