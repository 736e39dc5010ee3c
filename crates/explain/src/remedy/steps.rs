//! A change in words, as Terraform, as API calls, as steps in the admin pages.

use postern_catalog::Catalog;
use postern_model::{Id, PermissionSet, Reach, Role, SubjectKind};
use serde_json::{Value, json};

use super::{Change, Given, Wanted};
use crate::read::plain;

/// The change in one sentence.
pub(super) fn sentence(wanted: &Wanted<'_>, change: &Change) -> String {
    let (who, role, places) = (who(wanted, change), role_name(wanted, change), places(wanted, change));
    match (&change.given, change.extra.len()) {
        (Given::Widened(_), _) => {
            let others = match change.others.len() {
                0 => "nobody else holds it".to_owned(),
                1 => "one other holder gains it, too".to_owned(),
                several => format!("{several} other holders gain it, too"),
            };
            format!("add what is missing to the role `{role}`, which {who} holds; {others}")
        }
        (Given::Member(_), extra) => {
            let more = more(extra);
            format!("take {who} into the group `{role}`; {more}")
        }
        (Given::Existing(id), extra) => {
            let held = if holds(wanted, change, *id) { ", held elsewhere already," } else { "" };
            let more = more(extra);
            format!("give {who} the role `{role}`{held} in {places}; {more}")
        }
        (Given::New(_), _) => format!("make a role `{role}` with just what is missing, and give it to {who} in {places}"),
    }
}

/// What comes along unasked.
fn more(extra: usize) -> String {
    match extra {
        0 => "nothing else comes with it".to_owned(),
        1 => "one permission more comes with it".to_owned(),
        extra => format!("{extra} permissions more come with it"),
    }
}

/// Whether the caller holds a role somewhere.
fn holds(wanted: &Wanted<'_>, change: &Change, role: Id<Role>) -> bool {
    wanted.organization.holdings(change.subject).any(|holding| holding.role.id == role)
}

fn who(wanted: &Wanted<'_>, change: &Change) -> String {
    let name = plain(wanted.organization.subject_name(change.subject).unwrap_or_default());
    match change.subject.kind {
        SubjectKind::Client => format!("client `{name}`"),
        _ => name,
    }
}

fn role_name(wanted: &Wanted<'_>, change: &Change) -> String {
    match &change.given {
        Given::Existing(role) | Given::Widened(role) => plain(wanted.organization.role(*role).map_or("", |role| &role.name)),
        Given::Member(group) => plain(wanted.organization.group(*group).map_or("", |group| &group.name)),
        Given::New(name) => plain(name),
    }
}

fn place(wanted: &Wanted<'_>, reach: Reach) -> String {
    match reach {
        Reach::All => "all divisions".to_owned(),
        Reach::Division(id) => {
            format!("division `{}`", wanted.organization.division(id).map_or_else(|| id.to_string(), |division| plain(&division.name)))
        }
    }
}

fn places(wanted: &Wanted<'_>, change: &Change) -> String {
    change.reaches.iter().map(|reach| place(wanted, *reach)).collect::<Vec<_>>().join(" and ")
}

/// The body that makes a role with just these permissions.
pub(super) fn role_body(catalog: &Catalog, name: &str, permissions: &PermissionSet) -> Value {
    let policies = policies(catalog, permissions).into_iter();
    let policies = policies.map(|policy| json!({ "domain": policy.domain, "entityName": policy.entity, "actionSet": policy.actions }));
    json!({ "name": name, "permissions": bare(catalog, permissions), "permissionPolicies": policies.collect::<Vec<_>>() })
}

/// The body that adds permissions to a role, with all else in it as it is.
pub(super) fn widened_body(catalog: &Catalog, role: &Role, permissions: &PermissionSet) -> Value {
    let added = role_body(catalog, &role.name, permissions);
    let mut policies: Vec<Value> = role.policies.iter().map(|policy| json!(policy)).collect();
    policies.extend(added["permissionPolicies"].as_array().into_iter().flatten().cloned());
    let mut bare: Vec<Value> = role.permissions.iter().map(|name| json!(name)).collect();
    bare.extend(added["permissions"].as_array().into_iter().flatten().cloned());
    json!({ "permissions": bare, "permissionPolicies": policies })
}

/// As API calls: one for each division, and one before them for a new role.
pub(super) fn api(wanted: &Wanted<'_>, change: &Change) -> Vec<String> {
    let auth = "-H \"Authorization: Bearer $TOKEN\"";
    let json = "-H \"Content-Type: application/json\"";
    let (made, role) = match &change.given {
        Given::Widened(id) => {
            let Some(role) = wanted.organization.role(*id) else { return Vec::new() };
            let body = widened_body(wanted.catalog, role, &change.brings).to_string().replace('\'', "'\\''");
            return vec![format!("curl -X PATCH \"$API/api/v2/authorization/roles/{id}\" {auth} {json} -d '{body}'")];
        }
        Given::Member(id) => {
            let version = wanted.organization.group(*id).map_or(0, |group| group.version);
            let body = json!({ "memberIds": [change.subject.id], "version": version });
            return vec![format!("curl -X POST \"$API/api/v2/groups/{id}/members\" {auth} {json} -d '{body}'")];
        }
        Given::Existing(role) => (None, role.to_string()),
        Given::New(name) => {
            let body = role_body(wanted.catalog, name, &change.brings).to_string().replace('\'', "'\\''");
            let call = format!("curl -X POST \"$API/api/v2/authorization/roles\" {auth} -H \"Content-Type: application/json\" -d '{body}'");
            (Some(call), "$ROLE".to_owned())
        }
    };
    let (subject, kind) = (change.subject.id, change.subject.kind.name());
    let grants = change.reaches.iter().map(|reach| {
        format!("curl -X POST \"$API/api/v2/authorization/subjects/{subject}/divisions/{reach}/roles/{role}?subjectType={kind}\" {auth}")
    });
    made.into_iter().chain(grants).collect()
}

/// As steps in the admin pages, by the help pages.
pub(super) fn console(wanted: &Wanted<'_>, change: &Change) -> Vec<String> {
    let role = role_name(wanted, change);
    let names = || change.brings.iter().map(|id| wanted.catalog.permission(id).name).collect::<Vec<_>>().join(", ");
    let made = match &change.given {
        Given::Widened(_) => {
            return vec![format!("Admin > People & Permissions > Roles / Permissions > `{role}` > Permissions: add {}", names())];
        }
        Given::Member(_) => {
            let name = plain(wanted.organization.subject_name(change.subject).unwrap_or_default());
            return vec![format!("Admin > Directory > Groups > `{role}` > Membership: add {name}")];
        }
        Given::Existing(_) => None,
        Given::New(_) => Some(format!("Admin > People & Permissions > Roles / Permissions > Add Role: `{role}` with {}", names())),
    };
    let name = plain(wanted.organization.subject_name(change.subject).unwrap_or_default());
    let places = places(wanted, change);
    let given = match change.subject.kind {
        SubjectKind::Client => format!("Admin > Integrations > OAuth > `{name}` > Roles: `{role}`, {places}"),
        _ => format!("Admin > People & Permissions > People > {name} > Roles: `{role}`, {places}"),
    };
    made.into_iter().chain([given]).collect()
}

/// As Terraform: the resources of the official provider, with the roles that the caller has as they are.
pub(super) fn terraform(wanted: &Wanted<'_>, change: &Change) -> String {
    let label = label(wanted.organization.subject_name(change.subject).unwrap_or_default());
    let (mut text, role) = match &change.given {
        Given::Widened(id) => {
            let role = role_name(wanted, change);
            let mut text = format!("# into the resource of the role `{role}` ({id}), beside what is there\n");
            text += &blocks(wanted.catalog, &change.brings);
            return text;
        }
        Given::Member(id) => {
            let group = role_name(wanted, change);
            return format!(
                "# `member_ids` of the resource of the group `{group}` ({id}): all who are in it, and\n{}\n",
                quoted(&change.subject.id.to_string())
            );
        }
        Given::Existing(role) => (String::new(), quoted(&role.to_string())),
        Given::New(name) => {
            (role_resource(wanted.catalog, &label, name, &change.brings), format!("genesyscloud_auth_role.{label}_more.id"))
        }
    };
    let held = wanted.organization.own_holdings(change.subject.id).map(|holding| {
        (
            quoted(&holding.role.id.to_string()),
            holding.grant.division,
            format!("`{}` in {}", plain(&holding.role.name), place(wanted, holding.grant.division)),
        )
    });
    let new = change
        .reaches
        .iter()
        .map(|reach| (role.clone(), *reach, format!("new: {} in {}", role_name(wanted, change), place(wanted, *reach))));
    let is_client = change.subject.kind == SubjectKind::Client;
    text += &if is_client {
        format!("resource \"genesyscloud_oauth_client\" \"{label}\" {{\n  # everything else as it is\n")
    } else {
        format!("resource \"genesyscloud_user_roles\" \"{label}\" {{\n  user_id = {}\n", quoted(&change.subject.id.to_string()))
    };
    for (role, reach, comment) in held.chain(new) {
        let division = if is_client { format!("division_id = \"{reach}\"") } else { format!("division_ids = [\"{reach}\"]") };
        let pad = if is_client { "    " } else { "     " };
        text += &format!("  roles {{ # {comment}\n    role_id{pad} = {role}\n    {division}\n  }}\n");
    }
    text + "}\n"
}

fn role_resource(catalog: &Catalog, label: &str, name: &str, permissions: &PermissionSet) -> String {
    let mut text = format!("resource \"genesyscloud_auth_role\" \"{label}_more\" {{\n  name        = {}\n", quoted(name));
    text += "  description = \"What was missing\"\n";
    text + &blocks(catalog, permissions) + "}\n\n"
}

/// What a role's resource says of permissions.
fn blocks(catalog: &Catalog, permissions: &PermissionSet) -> String {
    let (bare, mut text) = (bare(catalog, permissions), String::new());
    if !bare.is_empty() {
        text += &format!("  permissions = [{}]\n", bare.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "));
    }
    for policy in policies(catalog, permissions) {
        let actions = policy.actions.iter().map(|action| quoted(action)).collect::<Vec<_>>().join(", ");
        text += &format!(
            "  permission_policies {{\n    domain      = {}\n    entity_name = {}\n    action_set  = [{actions}]\n  }}\n",
            quoted(policy.domain),
            quoted(policy.entity)
        );
    }
    text
}

/// A quoted template of HCL that stands for just this text.
fn quoted(text: &str) -> String {
    let escaped = plain(text).replace('\\', "\\\\").replace('"', "\\\"").replace("${", "$${").replace("%{", "%%{");
    format!("\"{escaped}\"")
}

/// A name that Terraform takes for a resource.
fn label(name: &str) -> String {
    let label: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let label = label.trim_matches('_').to_owned();
    if label.starts_with(|c: char| c.is_ascii_alphabetic()) { label } else { format!("caller_{label}") }
}

/// What a role says of one entity.
struct Policy {
    domain: &'static str,
    entity: &'static str,
    actions: Vec<&'static str>,
}

/// The policies of a role with just these permissions, one an entity.
fn policies(catalog: &Catalog, permissions: &PermissionSet) -> Vec<Policy> {
    let mut policies: Vec<Policy> = Vec::new();
    for permission in permissions.iter().map(|id| catalog.permission(id)).filter(|permission| !permission.domain.is_empty()) {
        match policies.iter_mut().find(|policy| (policy.domain, policy.entity) == (permission.domain, permission.entity)) {
            Some(policy) => policy.actions.push(permission.action),
            None => policies.push(Policy { domain: permission.domain, entity: permission.entity, actions: vec![permission.action] }),
        }
    }
    policies
}

/// Those of the permissions that are of no entity, such as `admin`.
fn bare(catalog: &Catalog, permissions: &PermissionSet) -> Vec<&'static str> {
    permissions.iter().map(|id| catalog.permission(id)).filter(|permission| permission.domain.is_empty()).map(|it| it.name).collect()
}
