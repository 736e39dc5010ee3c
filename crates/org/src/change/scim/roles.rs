//! A person's roles by name (help centre: a role is matched by its name).

use std::collections::BTreeSet;

use postern_model::{Id, Reach, Role, Subject, SubjectKind, User};
use serde_json::{Map, Value, json};

use super::{allowed, invalid, items, primary, text};
use crate::{
    Draft, Organization, Refusal,
    change::grants::{check_replacement, own_pairs, replace_grants},
};

/// The roles the person was given, not those of their groups, by name.
pub(super) fn shown(organization: &Organization, user: &User) -> Value {
    let names: BTreeSet<&str> = organization.own_holdings(user.id.uuid()).map(|holding| holding.role.name.as_str()).collect();
    let primary = primary::kept(user, ROLES);
    let role = |name| if primary == Some(name) { json!({ "value": name, "primary": true }) } else { json!({ "value": name }) };
    names.into_iter().map(role).collect()
}

/// The roles that a resource names, by name or id.
pub(super) fn named(organization: &Organization, document: &Map<String, Value>) -> Result<Vec<Id<Role>>, Refusal> {
    items(document, ROLES).filter_map(|item| text(item, "value")).map(|name| found(organization, name).map(|role| role.id)).collect()
}

fn found<'o>(organization: &'o Organization, name: &str) -> Result<&'o Role, Refusal> {
    let role = organization.role_named(name).or_else(|| organization.role(Id::parse(name)?));
    role.ok_or_else(|| invalid(format!("there is no role `{name}`")))
}

/// Keeps which role is the primary one. Entra gives a person one role so, and replaces it by that mark.
pub(super) fn keep_primary(organization: &Organization, user: &mut User, document: &Map<String, Value>) -> Result<(), Refusal> {
    let role = primary::named(document, ROLES, "value")?.map(|name| found(organization, name)).transpose()?;
    primary::keep(user, ROLES, role.map(|role| role.name.as_str()));
    Ok(())
}

const ROLES: &str = "roles";

/// A person's grants when `roles` are the roles they were given: one that is held keeps its divisions, a new one is given in
/// the home division, one that is left out goes everywhere. None: they hold just these.
pub(super) fn gift(draft: &Draft<'_>, user: &User, roles: &[Id<Role>]) -> Option<Vec<(Id<Role>, Reach)>> {
    let held = own_pairs(draft, user.id.uuid());
    let home = Reach::Division(draft.home());
    let new = roles.iter().filter(|role| held.iter().all(|(mine, _)| mine != *role)).map(|role| (*role, home));
    let kept = held.iter().copied().filter(|(mine, _)| roles.contains(mine));
    let wanted: Vec<_> = kept.chain(new).collect();
    (wanted != held).then_some(wanted)
}

/// Gives them, if the caller may.
pub(super) fn give(draft: &mut Draft<'_>, user: Id<User>, wanted: &[(Id<Role>, Reach)]) -> Result<(), Refusal> {
    let subject = Subject { kind: SubjectKind::User, id: user.uuid() };
    let held = own_pairs(draft, subject.id);
    let permissions = [
        ("authorization:grant:add", wanted.iter().any(|pair| !held.contains(pair))),
        ("authorization:grant:delete", held.iter().any(|pair| !wanted.contains(pair))),
    ];
    for (permission, _) in permissions.into_iter().filter(|(_, needed)| *needed) {
        allowed::check_anywhere(draft, permission)?;
    }
    check_replacement(draft, subject, wanted)?;
    replace_grants(draft, subject, wanted)
}
