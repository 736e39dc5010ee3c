//! Groups: who is in them, and what a client calls them. Name and existence are not SCIM's affair: the API description has
//! no operation that creates or deletes a group, and `displayName` is only read.

use std::{collections::BTreeSet, sync::Arc};

use postern_model::{Group, Id, User};
use postern_scim::{patch, read, schema::GROUP};
use serde_json::{Map, Value, json};

use super::{Provisioner, invalid, items, refused, text};
use crate::{
    Draft, ExternalIds, Organization, Refusal,
    change::groups::{found, set_members},
};

/// The group as the client sees it; who is in it only if that is wanted.
pub fn group_view(organization: &Organization, group: &Group, client: &Provisioner<'_>, members: bool) -> Map<String, Value> {
    let mut view = Map::new();
    let mut put = |name: &str, value: Value| drop(view.insert(name.to_owned(), value));
    put("schemas", json!([GROUP.core.id]));
    put("id", json!(group.id));
    put("displayName", json!(group.name));
    client.external_id(&group.other).into_iter().for_each(|id| put("externalId", json!(id)));
    let members = organization.members(group.id).filter(|_| members);
    let members: Vec<Value> =
        members.map(|user| json!({ "type": "User", "value": user.id, "$ref": format!("{}/users/{}", client.base, user.id) })).collect();
    if !members.is_empty() {
        put("members", Value::Array(members));
    }
    put("meta", client.meta(&GROUP, &group.id.to_string(), group.version, Some(group.date_modified)));
    view
}

/// Replaces a group's members and what the client calls it. Left out, either stays; an empty list empties.
///
/// # Errors
///
/// What is no group, a member who does not exist, a group that does not exist.
pub fn replace_group(draft: &mut Draft<'_>, id: Id<Group>, body: &Value, client: &Provisioner<'_>) -> Result<Arc<Group>, Refusal> {
    let old = found(draft, id)?;
    let mut document = read(&GROUP, body).map_err(refused)?;
    let shown = group_view(draft, &old, client, true);
    for name in ["externalId", "members"] {
        if let Some(held) = shown.get(name) {
            document.entry(name).or_insert_with(|| held.clone());
        }
    }
    write(draft, &old, &document, client)
}

/// Patches a group: every operation or none.
///
/// # Errors
///
/// As [`replace_group`]; an operation that cannot be done.
pub fn patch_group(draft: &mut Draft<'_>, id: Id<Group>, body: &Value, client: &Provisioner<'_>) -> Result<Arc<Group>, Refusal> {
    let old = found(draft, id)?;
    let operations = patch::read(body).map_err(refused)?;
    let document = patch::apply(&GROUP, &group_view(draft, &old, client, true), &operations).map_err(refused)?;
    write(draft, &old, &document, client)
}

fn write(draft: &mut Draft<'_>, old: &Group, document: &Map<String, Value>, client: &Provisioner<'_>) -> Result<Arc<Group>, Refusal> {
    let named = items(document, "members").filter_map(|item| text(item, "value"));
    let member = |id: &str| {
        let user = Id::parse(id).filter(|id| draft.live_user(*id).is_some());
        user.ok_or_else(|| invalid(format!("member `{id}` is not a user")))
    };
    let wanted: BTreeSet<Id<User>> = named.map(member).collect::<Result<_, _>>()?;
    let mut group = old.clone();
    let mut ids = ExternalIds::of(&group.other);
    ids.set(&ExternalIds::scim_authority(client.client), text(document, "externalId").filter(|id| !id.is_empty()));
    ids.keep(&mut group.other);
    Ok(set_members(draft, old, group, &wanted))
}
