//! Changes of OAuth clients. The roles of a client are grants of the subject with its id: what `roleDivisions` shows and
//! what the authorization API shows is one list.

mod request;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use postern_model::{
    Client, ClientState, Grant, Id, Reach, Subject, SubjectKind, Timestamp, audit::PropertyChange, grant::SubjectGrants, settings::Standing,
};
use serde_json::{Map, Value, json};

use crate::{
    Draft, Organization, Refusal,
    change::{difference, sign_in::over},
};
pub use request::{ClientRequest, RoleDivision};

/// A day in seconds.
const DAY: i64 = 86_400;
/// A client up to this old is removed at once; an older one can be restored for a while (help centre).
const YOUNG: i64 = 30 * DAY;

/// A client whose secret can be shown this once.
#[derive(Debug)]
pub struct Disclosed {
    /// The client.
    pub client: Arc<Client>,
    /// Its secret; kept nowhere.
    pub secret: String,
}

/// Creates a client. Whoever does must hold each of its roles where the client gets it.
pub fn create(draft: &mut Draft<'_>, request: &ClientRequest) -> Result<Disclosed, Refusal> {
    let terms = request.terms(draft)?;
    if terms.state != ClientState::Active {
        return Err(Refusal::bad("bad.client.state", "a new client must be active"));
    }
    may_give(draft, &terms.grants)?;
    let limit = draft.profile().settings.limits_clients as usize;
    if limit > 0 && draft.clients().count() >= limit {
        return Err(Refusal::bad("auth.too.many.clients", format!("the organization has {limit} OAuth clients; it can have no more")));
    }
    let (id, now, secret) = (draft.fresh_id(), draft.now(), draft.circumstances.entropy.secret());
    let made = Client {
        id,
        name: terms.name,
        description: terms.description,
        grant_type: terms.grant_type,
        grant_type_spelling: terms.grant_type_spelling,
        token_seconds: terms.token_seconds,
        redirect_uris: terms.redirect_uris,
        scope: terms.scope,
        state: terms.state,
        secret_hash: Client::hash_secret(&draft.circumstances.pepper, &secret),
        secret_made: now,
        date_to_delete: terms.date_to_delete,
        date_created: now,
        date_modified: now,
        created_by: author(draft),
        modified_by: author(draft),
        tokens_from: None,
    };
    put_roles(draft, id, terms.grants);
    let client = draft.put_client(made);
    log(draft, "Create", &client, difference::between(&Map::new(), &face(draft, &client)));
    Ok(Disclosed { client, secret })
}

/// Replaces a client's terms: what is left out is cleared. Whoever does must hold the roles it has and those it gets.
pub fn replace(draft: &mut Draft<'_>, id: Id<Client>, request: &ClientRequest) -> Result<Arc<Client>, Refusal> {
    let old = find(draft, id)?;
    // API description: only support lifts this state; here it is the operator, whom `circumstances` names no actor for.
    if old.state == ClientState::Disabled && draft.circumstances.actor.is_some() {
        return Err(Refusal::bad("bad.client.state", "the client is disabled; it cannot be edited"));
    }
    let terms = request.terms(draft).map_err(declared_by_put)?;
    may_give(draft, roles(draft, id))?;
    may_give(draft, &terms.grants)?;
    let disabled = terms.state == ClientState::Disabled && old.state != ClientState::Disabled;
    let new = Client {
        name: terms.name,
        description: terms.description,
        grant_type: terms.grant_type,
        grant_type_spelling: terms.grant_type_spelling,
        token_seconds: terms.token_seconds,
        redirect_uris: terms.redirect_uris,
        scope: terms.scope,
        state: terms.state,
        date_to_delete: terms.date_to_delete,
        date_modified: draft.now(),
        modified_by: author(draft),
        tokens_from: if disabled { Some(draft.now().next()) } else { old.tokens_from },
        ..Client::clone(&old)
    };
    let before = face(draft, &old);
    put_roles(draft, id, terms.grants);
    let client = draft.put_client(new);
    let ends = client.state == ClientState::Inactive && draft.profile().settings.clients_inactive_tokens == Standing::Refuse;
    if disabled || ends {
        over::of_client(draft, id);
    }
    log(draft, "Update", &client, difference::between(&before, &face(draft, &client)));
    Ok(client)
}

/// Replaces the secret; the old one ends at once. Whoever does must hold the client's roles.
pub fn rotate(draft: &mut Draft<'_>, id: Id<Client>) -> Result<Disclosed, Refusal> {
    let old = find(draft, id)?;
    may_give(draft, roles(draft, id))?;
    let secret = draft.circumstances.entropy.secret();
    let revokes = draft.profile().settings.clients_rotation_revokes;
    let client = draft.put_client(Client {
        secret_hash: Client::hash_secret(&draft.circumstances.pepper, &secret),
        secret_made: draft.now(),
        date_modified: draft.now(),
        modified_by: author(draft),
        tokens_from: if revokes { Some(draft.now().next()) } else { old.tokens_from },
        ..Client::clone(&old)
    });
    if revokes {
        over::of_client(draft, id);
    }
    // That there is a new secret is logged, the secret is not.
    let changed = PropertyChange { property: "secret".to_owned(), old_values: Vec::new(), new_values: Vec::new() };
    log(draft, "Update", &client, vec![changed]);
    Ok(Disclosed { client, secret })
}

/// Deletes an inactive client: a young one at once, an older one after the grace that the setting
/// `clients.deletion-grace-days` leaves to restore it.
pub fn delete(draft: &mut Draft<'_>, id: Id<Client>) -> Result<(), Refusal> {
    let client = find(draft, id)?;
    if client.state != ClientState::Inactive {
        let text = format!("the client is {}; set its state to inactive before deleting it", client.state.name());
        return Err(Refusal::bad("cannot.delete.client", text));
    }
    let grace = DAY * i64::from(draft.profile().settings.clients_deletion_grace_days);
    if grace == 0 || client.date_created.plus_seconds(YOUNG) >= draft.now() {
        remove(draft, &client);
        return Ok(());
    }
    let due = draft.now().plus_seconds(grace);
    let due = client.date_to_delete.map_or(due, |earlier| earlier.min(due));
    if client.date_to_delete != Some(due) {
        draft.put_client(Client { date_to_delete: Some(due), ..Client::clone(&client) });
        log(draft, "Delete", &client, vec![deleted_on(due)]);
    }
    Ok(())
}

/// Removes the inactive clients whose time has come.
pub fn remove_due(draft: &mut Draft<'_>) {
    let now = draft.now();
    let due: Vec<Client> = draft.clients().filter(|client| is_due(client, now)).cloned().collect();
    due.iter().for_each(|client| remove(draft, client));
}

/// Whether [`remove_due`] has something to do.
pub fn any_due(organization: &Organization, now: Timestamp) -> bool {
    organization.clients().any(|client| is_due(client, now))
}

fn is_due(client: &Client, now: Timestamp) -> bool {
    client.state == ClientState::Inactive && client.date_to_delete.is_some_and(|due| due <= now)
}

fn remove(draft: &mut Draft<'_>, client: &Client) {
    put_roles(draft, client.id, Vec::new());
    draft.remove_client(client.id);
    over::of_removed(draft, client.id);
    log(draft, "Delete", client, vec![deleted_on(draft.now())]);
}

fn deleted_on(moment: Timestamp) -> PropertyChange {
    PropertyChange { property: "deleted_on".to_owned(), old_values: Vec::new(), new_values: vec![json!(moment)] }
}

fn find(draft: &Draft<'_>, id: Id<Client>) -> Result<Arc<Client>, Refusal> {
    draft.clients.get(&id).cloned().ok_or_else(|| not_found(id))
}

/// 404 `client.not.found`.
pub fn not_found(id: Id<Client>) -> Refusal {
    Refusal::new(404, "client.not.found", format!("OAuth client `{id}` was not found"))
}

/// What a client holds itself.
pub fn roles(organization: &Organization, id: Id<Client>) -> &[Grant] {
    organization.grants(id.uuid()).map_or(&[], |held| &held.grants)
}

/// Replaces what a client holds; what it held before keeps its date.
fn put_roles(draft: &mut Draft<'_>, id: Id<Client>, mut grants: Vec<Grant>) {
    for grant in &mut grants {
        let held = roles(draft, id).iter().find(|held| (held.role, held.division) == (grant.role, grant.division));
        grant.made = held.map_or(grant.made, |held| held.made);
    }
    if roles(draft, id) != grants {
        draft.put_grants(SubjectGrants { subject: Subject { kind: SubjectKind::Client, id: id.uuid() }, grants });
    }
}

/// Nobody gives a client what they do not hold (API description: `bad.client.role`).
fn may_give(draft: &Draft<'_>, grants: &[Grant]) -> Result<(), Refusal> {
    let Some(subject) = draft.circumstances.actor.and_then(|actor| actor.subject()) else { return Ok(()) };
    let lacking = |grant: &&Grant| {
        let division = match grant.division {
            Reach::All => None,
            Reach::Division(division) => Some(division),
        };
        draft.role(grant.role).is_some() && !draft.has_role(subject, grant.role, division)
    };
    grants.iter().find(lacking).map_or(Ok(()), |grant| {
        let name = draft.role(grant.role).map_or("", |role| &role.name);
        let place = match grant.division {
            Reach::All => "all divisions".to_owned(),
            Reach::Division(id) => {
                format!("division `{}`", draft.division(id).map_or_else(|| id.to_string(), |division| division.name.clone()))
            }
        };
        Err(Refusal::bad(
            "bad.client.role",
            format!("role `{name}` in {place}: a client's roles must be held by whoever creates or edits it"),
        ))
    })
}

/// `PUT` declares no code for a bad scope, unlike `POST`.
fn declared_by_put(refusal: Refusal) -> Refusal {
    if refusal.code == "auth.invalid.scope" { Refusal { code: "bad.request", ..refusal } } else { refusal }
}

fn author(draft: &Draft<'_>) -> Option<uuid::Uuid> {
    draft.circumstances.actor.and_then(|actor| actor.subject()).map(|subject| subject.id)
}

fn log(draft: &mut Draft<'_>, action: &str, client: &Client, changes: Vec<PropertyChange>) {
    draft.log("PeoplePermissions", action, ("OAuthClient", &client.id.to_string(), &client.name), changes);
}

/// What the log compares.
fn face(draft: &Draft<'_>, client: &Client) -> Map<String, Value> {
    let roles = roles(draft, client.id).iter().map(|grant| json!({ "roleId": grant.role, "divisionId": grant.division }));
    let face = json!({
        "name": client.name, "description": client.description, "authorizedGrantType": client.grant_type.name(),
        "accessTokenValiditySeconds": client.token_seconds, "registeredRedirectUri": client.redirect_uris,
        "scopes": client.scope, "roleDivisions": roles.collect::<Vec<_>>(), "state": client.state.name(),
        "dateToDelete": client.date_to_delete,
    });
    face.as_object().cloned().unwrap_or_default()
}
