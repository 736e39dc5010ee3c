//! Changes of divisions, and of which division people live in.

use std::sync::Arc;

use postern_model::{Division, Id, Reach, User, UserState, audit::PropertyChange};
use serde::Deserialize;
use serde_json::{Value, json};

use super::grants;
use crate::{Draft, Refusal, Resource};

/// The most characters of a name; the real number is not public.
const NAME: usize = 256;
/// The most characters of a description; the real number is not public.
const DESCRIPTION: usize = 4096;

/// What may be written of a division (API description: `AuthzDivision`; the rest of it is read-only).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DivisionRequest {
    /// Unique in the organization, letter case aside.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
}

/// Makes a division. Nobody is given roles in it: the help centre tells the creator to do that next.
pub fn create_division(draft: &mut Draft<'_>, request: DivisionRequest) -> Result<Division, Refusal> {
    check_room(draft)?;
    let id = draft.fresh_id();
    let new = Division { id, name: String::new(), description: String::new(), home: false, deleted: None };
    let division = written(draft, new, request, taken)?;
    keep(draft, "Create", division.clone(), Vec::new());
    Ok(division)
}

/// Replaces name and description. The home division can be renamed too.
pub fn update_division(draft: &mut Draft<'_>, id: Id<Division>, request: DivisionRequest) -> Result<Division, Refusal> {
    let old = draft.division(id).cloned().ok_or_else(Refusal::not_found)?;
    let division = written(draft, old.clone(), request, in_conflict)?;
    if division != old {
        let changes = [("name", &old.name, &division.name), ("description", &old.description, &division.description)];
        let changes =
            changes.into_iter().filter(|(_, old, new)| old != new).map(|(property, old, new)| changed(property, json!(old), json!(new)));
        let changes = changes.collect();
        keep(draft, "Update", division.clone(), changes);
    }
    Ok(division)
}

/// Deletes a division softly. People and things in it are moved home when `force` says so, else they stand in the way; what is
/// deleted moves along silently. Grants in the division go; grants in `*` stay.
pub fn delete_division(draft: &mut Draft<'_>, id: Id<Division>, force: bool) -> Result<(), Refusal> {
    let mut division = draft.division(id).cloned().ok_or_else(Refusal::not_found)?;
    if division.home {
        return Err(precondition("the home division cannot be deleted"));
    }
    let mut inside: Vec<(Id<User>, bool)> =
        draft.users_even_deleted().filter(|user| user.division == id).map(|user| (user.id, user.state != UserState::Deleted)).collect();
    let things: Vec<Arc<Resource>> =
        draft.resources().all().filter(|item| item.division() == Some(Reach::Division(id))).map(Arc::clone).collect();
    let living = inside.iter().filter(|(_, living)| *living).count();
    let kept = things.iter().filter(|item| item.entity.get("deleted") != Some(&json!(true))).count();
    if living + kept > 0 && !force {
        return Err(precondition(&in_the_way(&division.name, living, kept)));
    }
    inside.sort_unstable();
    let moved = inside.iter().filter(|(_, living)| *living).map(|(id, _)| json!(id)).collect();
    let home = draft.home();
    inside.into_iter().for_each(|(user, _)| put_in(draft, user, home));
    let paths = things.iter().map(|item| json!(item.path)).collect();
    for item in things {
        let mut entity = item.entity.clone();
        entity.insert("division".to_owned(), json!({ "id": home }));
        draft.put_resource(&item.path, entity);
    }
    grants::drop_division(draft, id);
    division.deleted = Some(draft.now());
    let moved =
        [("users", moved), ("objects", paths)].into_iter().filter(|(name, moved): &(_, Vec<Value>)| *name == "users" || !moved.is_empty());
    let changes =
        moved.map(|(property, old_values)| PropertyChange { property: property.to_owned(), old_values, new_values: Vec::new() }).collect();
    keep(draft, "Delete", division, changes);
    Ok(())
}

/// What is said of a division that is not empty. How the service counts what is no person is not stated (inferred).
fn in_the_way(name: &str, people: usize, things: usize) -> String {
    let counts = [(people, "USER"), (things, "other")].into_iter().filter(|(count, _)| *count > 0);
    let held: Vec<String> = counts.map(|(count, kind)| format!("{count} {kind} objects")).collect();
    format!("division `{name}` is not empty: it holds {}; `force=true` moves them to the home division", held.join(" and "))
}

/// Brings a deleted division back under the name and description of `request`. Its grants stay gone.
pub fn restore_division(draft: &mut Draft<'_>, id: Id<Division>, request: DivisionRequest) -> Result<Division, Refusal> {
    let old = draft.division_even_deleted(id).cloned().ok_or_else(Refusal::not_found)?;
    if old.deleted.is_none() {
        return Err(Refusal::new(409, "resource.already.exists", format!("division `{}` is not deleted", old.name)));
    }
    check_room(draft)?;
    let division = written(draft, Division { deleted: None, ..old }, request, taken)?;
    keep(draft, "Restore", division.clone(), Vec::new());
    Ok(division)
}

/// Moves people into a division. The caller needs `directory:user:edit` in every division left and in the one entered
/// (help centre; since December 2025 for clients too).
pub fn move_users(draft: &mut Draft<'_>, to: Id<Division>, users: &[Id<User>]) -> Result<(), Refusal> {
    draft.division(to).ok_or_else(Refusal::not_found)?;
    if users.is_empty() {
        return Err(Refusal::bad("empty.bulk.division.update", "the list of objects to move is empty"));
    }
    let mut touched = vec![to];
    for id in users {
        let user = draft.live_user(*id).ok_or_else(|| Refusal::resource_not_found("User", &id.to_string()))?;
        touched.push(user.division);
    }
    touched.sort_unstable();
    touched.dedup();
    check_move(draft, &touched)?;
    let mut moved: Vec<_> = users.iter().copied().filter(|id| draft.live_user(*id).is_some_and(|user| user.division != to)).collect();
    moved.sort_unstable();
    moved.dedup();
    for id in moved {
        log_move(draft, id, to);
        put_in(draft, id, to);
    }
    Ok(())
}

fn check_move(draft: &Draft<'_>, touched: &[Id<Division>]) -> Result<(), Refusal> {
    const EDIT: &str = "directory:user:edit";
    let Some(caller) = draft.circumstances.actor.and_then(|actor| actor.subject()) else { return Ok(()) };
    let may = |division: &Id<Division>| draft.may(draft.catalog, caller, EDIT, Reach::Division(*division));
    let lacking: Vec<String> = touched.iter().filter(|division| !may(division)).map(ToString::to_string).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let (code, place) = match draft.divisions().any(|division| may(&division.id)) {
        true => ("bulk.move.no.permission.division", format!(" in the following division(s): [{}]", lacking.join(", "))),
        false => ("insufficient.permissions", String::new()),
    };
    let text = format!("Unable to perform the requested action. You are missing the following permission(s): [{EDIT}]{place}");
    Err(Refusal::new(403, code, text))
}

fn log_move(draft: &mut Draft<'_>, id: Id<User>, to: Id<Division>) {
    if let Some((name, from)) = draft.user(id).map(|user| (user.name.clone(), user.division)) {
        let change = changed("division", json!(from), json!(to));
        draft.log("Directory", "Update", ("User", &id.to_string(), &name), vec![change]);
    }
}

fn put_in(draft: &mut Draft<'_>, user: Id<User>, division: Id<Division>) {
    if let Some(mut user) = draft.user(user).cloned() {
        user.division = division;
        user.version += 1;
        draft.put_user(user);
    }
}

/// `division` with what `request` says, checked; `clash` refuses a name that another division has.
fn written(draft: &Draft<'_>, mut division: Division, request: DivisionRequest, clash: fn(&str) -> Refusal) -> Result<Division, Refusal> {
    let name = request.name.unwrap_or_default();
    let description = request.description.unwrap_or_default();
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(Refusal::bad("division.name.invalid", "a division needs a name of printable characters"));
    }
    for (field, text, most) in [("name", &name, NAME), ("description", &description, DESCRIPTION)] {
        let length = text.chars().count();
        if length > most {
            let text = format!("the {field} of a division has at most {most} characters; this one has {length}");
            return Err(Refusal::bad("max.length.exceeded", text));
        }
    }
    let lower = name.to_lowercase();
    if draft.divisions().any(|other| other.id != division.id && other.name.to_lowercase() == lower) {
        return Err(clash(&name));
    }
    division.name = name;
    division.description = description;
    Ok(division)
}

fn taken(name: &str) -> Refusal {
    Refusal::new(409, "resource.already.exists", format!("a division named `{name}` exists already"))
}

/// The same where `resource.already.exists` is not declared.
fn in_conflict(name: &str) -> Refusal {
    Refusal { code: "request.conflict", ..taken(name) }
}

fn check_room(draft: &Draft<'_>) -> Result<(), Refusal> {
    let limit = draft.profile().settings.limits_divisions as usize;
    if limit == 0 || draft.divisions().count() < limit {
        return Ok(());
    }
    Err(Refusal::bad("max.scopes.exceeded", format!("the organization has {limit} divisions already, which is the most it can have")))
}

fn precondition(text: &str) -> Refusal {
    Refusal::bad("precondition.failure", text)
}

fn keep(draft: &mut Draft<'_>, action: &str, division: Division, changes: Vec<PropertyChange>) {
    let (id, name) = (division.id.to_string(), division.name.clone());
    draft.put_division(division);
    draft.log("PeoplePermissions", action, ("Division", &id, &name), changes);
}

fn changed(property: &str, old: Value, new: Value) -> PropertyChange {
    PropertyChange { property: property.to_owned(), old_values: vec![old], new_values: vec![new] }
}
