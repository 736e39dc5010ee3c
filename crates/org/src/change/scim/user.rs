//! Creating, replacing and patching people.

use std::sync::Arc;

use postern_model::{Id, User, UserState};
use postern_scim::{patch, read, schema::USER};
use serde_json::{Map, Value};

use super::{
    Provisioner, allowed, kept, refused, roles, text,
    view::{ENTERPRISE, GENESYS, user_view},
};
use crate::{
    Draft, Organization, Refusal,
    change::users::{grant_employee, in_state, save, set_password, verb},
};

/// Creates a person, who is given the role `employee` and those that are named. A deleted person with the address comes
/// back instead, without `employee` (help centre: a person who was deleted and is enabled again).
///
/// # Errors
///
/// What is no person, an address or external id of somebody living, a role, division or manager that does not exist, a part
/// that the caller may not write.
pub fn create_user(draft: &mut Draft<'_>, body: &Value, client: &Provisioner<'_>) -> Result<Arc<User>, Refusal> {
    let document = read(&USER, body).map_err(refused)?;
    if let Some(old) = text(&document, "userName").and_then(|email| deleted(draft, email)) {
        return write(draft, Base::Deleted(old), &document, client);
    }
    let blank = User {
        id: draft.fresh_id(),
        name: String::new(),
        email: String::new(),
        state: UserState::Active,
        version: 1,
        division: draft.home(),
        groups: Vec::new(),
        manager: None,
        tokens_from: None,
        last_token: None,
        last_login: None,
        other: Map::new(),
    };
    write(draft, Base::New(blank), &document, client)
}

/// The person with this address who was deleted last.
fn deleted(organization: &Organization, email: &str) -> Option<User> {
    if organization.user_with_email(email).is_some() {
        return None;
    }
    let wanted = email.to_lowercase();
    let same = organization.users_even_deleted().filter(|user| user.state == UserState::Deleted && user.email.to_lowercase() == wanted);
    let date = |user: &User| user.other.get("stateChangeDate").and_then(Value::as_str).map(str::to_owned);
    same.max_by_key(|user| (date(user), user.id)).cloned()
}

/// What a replacement may leave out: who the person is, and what they may do, does not end by not being mentioned.
const KEPT: [(Option<&str>, &str); 9] = [
    (None, "userName"),
    (None, "displayName"),
    (None, "active"),
    (None, "externalId"),
    (None, "roles"),
    (Some(ENTERPRISE), "division"),
    (Some(GENESYS), "routingSkills"),
    (Some(GENESYS), "routingLanguages"),
    (Some(GENESYS), "externalIds"),
];

/// Replaces a person. What is left out of the profile is taken away (RFC 7644 §3.5.1).
///
/// # Errors
///
/// As [`create_user`]; a person who does not exist.
pub fn replace_user(draft: &mut Draft<'_>, id: Id<User>, body: &Value, client: &Provisioner<'_>) -> Result<Arc<User>, Refusal> {
    let old = found(draft, id)?;
    let mut document = read(&USER, body).map_err(refused)?;
    let shown = user_view(draft, &old, client);
    for (urn, name) in KEPT {
        let held = urn.map_or(Some(&shown), |urn| shown.get(urn).and_then(Value::as_object)).and_then(|held| held.get(name));
        let place = match urn {
            Some(urn) => document.entry(urn).or_insert_with(|| Value::Object(Map::new())).as_object_mut(),
            None => Some(&mut document),
        };
        if let (Some(held), Some(place)) = (held, place) {
            place.entry(name).or_insert_with(|| held.clone());
        }
    }
    write(draft, Base::Live(old), &document, client)
}

/// Patches a person: every operation or none.
///
/// # Errors
///
/// As [`create_user`]; a person who does not exist, an operation that cannot be done.
pub fn patch_user(draft: &mut Draft<'_>, id: Id<User>, body: &Value, client: &Provisioner<'_>) -> Result<Arc<User>, Refusal> {
    let old = found(draft, id)?;
    let operations = patch::read(body).map_err(refused)?;
    let document = patch::apply(&USER, &user_view(draft, &old, client), &operations).map_err(refused)?;
    write(draft, Base::Live(old), &document, client)
}

fn found(organization: &Organization, id: Id<User>) -> Result<User, Refusal> {
    organization.live_user(id).cloned().ok_or_else(|| Refusal::resource_not_found("user", &id.to_string()))
}

/// Whom a resource is written over.
enum Base {
    New(User),
    Deleted(User),
    Live(User),
}

impl Base {
    fn user(&self) -> &User {
        match self {
            Self::New(user) | Self::Deleted(user) | Self::Live(user) => user,
        }
    }

    /// The permission for the person as such.
    fn permission(&self) -> &'static str {
        match self {
            Self::New(_) | Self::Deleted(_) => "directory:user:add",
            Self::Live(_) => "directory:user:edit",
        }
    }
}

/// Writes the resource over `base`. Nothing is written when nothing differs, so that a sync does not age what it finds.
fn write(draft: &mut Draft<'_>, base: Base, document: &Map<String, Value>, client: &Provisioner<'_>) -> Result<Arc<User>, Refusal> {
    let mut named = roles::named(draft, document)?;
    let mut user = kept::written(draft, base.user(), document, client)?;
    let active = document.get("active").and_then(Value::as_bool).unwrap_or(base.user().state != UserState::Inactive);
    let state = if active { UserState::Active } else { UserState::Inactive };
    if state != user.state {
        user = in_state(draft, user, state, None)?;
    }
    let old = match &base {
        Base::New(_) => None,
        Base::Deleted(old) | Base::Live(old) => Some(old),
    };
    allowed::check_changes(draft, old, &user, base.permission())?;
    if old.is_none() {
        grant_employee(draft, user.id);
        named.extend(draft.default_role("employee").map(|role| role.id));
    }
    let gift = roles::gift(draft, &user, &named);
    let saved = if old.is_some_and(|old| *old == user) && gift.is_none() {
        Arc::new(user)
    } else {
        let version = old.map_or(1, |old| old.version + 1);
        save(draft, old.map_or("Create", |old| verb(old.state, user.state)), old, User { version, ..user })
    };
    if let Some(gift) = gift {
        roles::give(draft, saved.id, &gift)?;
    }
    if let Some(password) = text(document, "password") {
        if let Base::Live(_) = base {
            allowed::check(draft, "directory:user:setPassword", saved.division)?;
        }
        set_password(draft, saved.id, password)?;
    }
    Ok(saved)
}
