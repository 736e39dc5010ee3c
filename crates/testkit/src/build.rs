//! Putting things into an organization, as its operator: no rule about names or holding roles is looked at.

use postern_model::{
    Client, ClientState, Division, Grant, GrantType, Group, Id, PermissionSet, Policy, Reach, Role, Subject, SubjectKind, User, UserState,
    grant::SubjectGrants,
};
use postern_org::Draft;

/// A new division.
pub fn division(draft: &mut Draft<'_>, name: &str) -> Id<Division> {
    let id = draft.fresh_id();
    draft.put_division(Division { id, name: name.to_owned(), description: String::new(), home: false, deleted: None });
    id
}

/// A new role with these permissions: `domain:entity:action`, `*` for any entity or action, or a bare name.
pub fn role(draft: &mut Draft<'_>, name: &str, permissions: &[&str]) -> Id<Role> {
    let id = draft.fresh_id();
    let (policies, bare): (Vec<&str>, Vec<&str>) = permissions.iter().partition(|permission| permission.contains(':'));
    draft.put_role(Role {
        id,
        name: name.to_owned(),
        description: String::new(),
        default_role_id: None,
        permissions: bare.into_iter().map(str::to_owned).collect(),
        policies: policies.into_iter().map(policy).collect(),
        base: false,
        edited: false,
        effective: PermissionSet::EMPTY,
        conditional: None,
    });
    id
}

/// The policy of one permission, `domain:entity:action`.
pub fn policy(permission: &str) -> Policy {
    let mut parts = permission.splitn(3, ':').map(str::to_owned);
    let (domain, entity_name, action) = (parts.next(), parts.next(), parts.next());
    let action = action.unwrap_or_else(|| panic!("`{permission}` is not domain:entity:action"));
    Policy {
        domain: domain.unwrap_or_default(),
        entity_name: entity_name.unwrap_or_default(),
        action_set: vec![action],
        allow_conditions: false,
        resource_condition_node: None,
        other: serde_json::Map::new(),
    }
}

/// Gives `subject` one role more.
pub fn grant(draft: &mut Draft<'_>, subject: Subject, role: Id<Role>, division: Reach) {
    let made = draft.now();
    let mut grants = draft.grants(subject.id).map(|held| held.grants.clone()).unwrap_or_default();
    grants.push(Grant { role, division, made });
    draft.put_grants(SubjectGrants { subject, grants });
}

/// A new client with its secret, holding nothing.
pub fn client(draft: &mut Draft<'_>, name: &str, grant_type: GrantType) -> (Id<Client>, String) {
    let (id, now, secret) = (draft.fresh_id(), draft.now(), draft.circumstances.entropy.secret());
    draft.put_client(Client {
        id,
        name: name.to_owned(),
        description: None,
        grant_type,
        grant_type_spelling: None,
        token_seconds: 3600,
        redirect_uris: Vec::new(),
        scope: Vec::new(),
        state: ClientState::Active,
        secret_hash: Client::hash_secret(&draft.circumstances.pepper, &secret),
        secret_made: now,
        date_to_delete: None,
        date_created: now,
        date_modified: now,
        created_by: None,
        modified_by: None,
        tokens_from: None,
    });
    (id, secret)
}

/// A new person, active, in `division`.
pub fn user(draft: &mut Draft<'_>, name: &str, division: Id<Division>) -> Id<User> {
    let id = draft.fresh_id();
    draft.put_user(User {
        id,
        name: name.to_owned(),
        email: format!("{}@local.example", name.to_lowercase().replace(' ', ".")),
        state: UserState::Active,
        version: 1,
        division,
        groups: Vec::new(),
        manager: None,
        tokens_from: None,
        last_token: None,
        last_login: None,
        other: serde_json::Map::new(),
    });
    id
}

/// A client as a holder of grants.
pub fn client_subject(id: Id<Client>) -> Subject {
    Subject { kind: SubjectKind::Client, id: id.uuid() }
}

/// A person as a holder of grants.
pub fn user_subject(id: Id<User>) -> Subject {
    Subject { kind: SubjectKind::User, id: id.uuid() }
}

/// A group as a holder of grants.
pub fn group_subject(id: Id<Group>) -> Subject {
    Subject { kind: SubjectKind::Group, id: id.uuid() }
}
